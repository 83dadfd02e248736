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

inline migrate::step create_index(const change_patterns& how, const migrate::table_definition& of,
                                  const migrate::index_definition& index) {
    return {.sql = fill_pattern(how.create_index, {{"kind", index.is_unique ? "UNIQUE " : ""},
                                                   {"name", quote_name(index.name)},
                                                   {"table", quote_name(of)},
                                                   {"definition", index.sql}}),
            .about = "create index " + index.name + " of " + of.name};
}
inline migrate::step create_attachment(const migrate::table_definition& of,
                                       const migrate::attachment_definition& what) {
    const bool is_policy = what.kind == "policy"; // all others are known by their whole text
    return {.sql =
                (is_policy ? "CREATE POLICY " + quote_name(what.name) + " ON " + quote_name(of) + " " : "") + what.sql,
            .about = "create " + what.kind + " " + what.name + " of " + of.name};
}

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
