// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/rename.hpp>

#include <string>
#include <vector>

namespace refract {
inline namespace v0 {
namespace migrate {

/// A statement of a migration.
struct step {
    std::string sql{};   ///< without the semicolon
    std::string about{}; ///< "add column price of ware"
};

} // namespace migrate

namespace detail {

/// Columns first: they are named with the names that their tables have before.
inline std::vector<migrate::step> rename_steps(const change_patterns& how,
                                               const std::vector<migrate::rename>& renames) {
    std::vector<migrate::step> steps;
    for (const bool are_columns : {true, false})
        for (const migrate::rename& each : renames) {
            if (each.column.empty() == are_columns) continue;
            const std::string was = are_columns ? each.table + "." + each.column : each.table;
            steps.push_back({.sql = fill_pattern(are_columns ? how.rename_column : how.rename_table,
                                                 {{"table", quote_name(each.schema, each.table)},
                                                  {"column", quote_name(each.column)},
                                                  {"new", quote_name(each.to)}}),
                             .about = "rename " + was + " to " + each.to});
        }
    return steps;
}

} // namespace detail
} // namespace v0
} // namespace refract
