// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/draft.hpp>
#include <refract/migrate/lint_rule.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// \file
/// How full tables are, as far as lint has to know.

namespace refract {
inline namespace v0 {
namespace migrate {

/// The rows of each table of the schema that a connection looks in first, counted up to one more than `enough`: a big
/// table costs no more than a small one.
template <class Database> std::vector<row_count> count_rows(Database& db, std::int64_t enough) {
    std::vector<row_count> counts;
    for (const table_definition& each : read_managed(db).tables) {
        if (each.kind != table_kind::table) continue;
        const std::string sql = "SELECT count(*) FROM (SELECT 1 FROM " + detail::quote_name(each) + " LIMIT " +
                                std::to_string(enough + 1) + ") AS found";
        counts.push_back({each.schema, each.name, db.template query<std::int64_t>(unsafe_sql(sql, {})).front()});
    }
    return counts;
}

} // namespace migrate
} // namespace v0
} // namespace refract
