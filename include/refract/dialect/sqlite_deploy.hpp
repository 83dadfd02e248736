// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/deploy_facts.hpp>
#include <refract/dialect/sqlite.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

// Dropping tables drops their indexes and triggers. Source: https://sqlite.org/pragma.html#pragma_busy_timeout
template <> inline constexpr deploy_facts deploys_of<dialect::sqlite>{
    .lock_timeout = {.ask = "PRAGMA busy_timeout", .set = "PRAGMA busy_timeout = {value}"},
    .harmless = " VACUUM ANALYZE REINDEX PRAGMA ",
    .drop_all = "SELECT 'DROP ' || CASE l.type WHEN 'view' THEN 'VIEW' ELSE 'TABLE' END || ' IF EXISTS \"' || "
                "replace(m.name, '\"', '\"\"') || '\"' AS sql FROM sqlite_schema AS m JOIN pragma_table_list AS l "
                "ON l.schema = 'main' AND l.name = m.name WHERE m.type IN ('table', 'view') "
                "AND l.type IN ('table', 'view', 'virtual') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                "AND {} = '' ORDER BY l.type = 'view' DESC, m.name",
    .ask_place = "SELECT 'main' AS name, 'main' AS value",
    .copy_to_file = "VACUUM INTO {path}",
    .remedies = {{{" 8 264 520 776 1032 1288 1544 ",
                   "this user may not write the file, or not beside it in its folder"},
                  {" 13 ", "make room on the disk, and run it again"}}},
};

} // namespace detail
} // namespace v0
} // namespace refract
