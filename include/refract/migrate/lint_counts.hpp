// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/lint_rule.hpp>
#include <refract/migrate/print_definition.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace refract {
inline namespace v0 {
namespace migrate {

/// Rows of the tables of a database, for `lint_options::rows`; none are counted behind the first that is too many for a
/// small table. Tables that this user may not read are left out. The session is in no transaction.
template <class Session> std::vector<row_count> count_rows(Session& session, const database_definition& of,
                                                           std::int64_t small_table = lint_options().small_table) {
    std::vector<row_count> counts;
    for (const table_definition& each : of.tables) {
        if (each.kind != table_kind::table) continue;
        const std::string question = "SELECT count(*) FROM (SELECT 1 FROM " + detail::quote_name(each) + " LIMIT " +
                                     std::to_string(small_table + 1) + ") AS found";
        try {
            counts.push_back(
                {each.schema, each.name, session.template query<std::int64_t>(unsafe_sql(question, {})).front()});
        } catch (const connection_error&) { throw; } catch (const error&) {
        } // then it may have many
    }
    return counts;
}

} // namespace migrate
} // namespace v0
} // namespace refract
