// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/compare.hpp>
#include <refract/migrate/rename.hpp>

#include <string>
#include <vector>

/// \file
/// What may be there still, under another name.

namespace refract {
inline namespace v0 {
namespace detail {

inline bool has_same_columns(const migrate::table_definition& one, const migrate::table_definition& two) {
    if (one.schema != two.schema || one.kind != two.kind || one.columns.size() != two.columns.size()) return false;
    for (const migrate::column_definition& each : one.columns)
        if (!two.find_column(each.name)) return false;
    return true;
}

} // namespace detail

namespace migrate {

/// What is gone and what is new, where both may be one: columns of a table with one type, tables with the same columns.
/// `already` was decided, and is named as it was before. Nobody but the program's author knows, and is to be asked.
inline std::vector<rename> possible_renames(const database_definition& before, const database_definition& after,
                                            const std::vector<rename>& already = {}) {
    const database_definition now = rename_all(before, already);
    const difference all = compare(now, after);
    const auto old_name = [&](const table_definition& of) {
        for (const rename& each : already)
            if (each.column.empty() && each.schema == of.schema && each.to == of.name) return each.table;
        return of.name;
    };
    std::vector<rename> found;
    for (const auto& gone : all.tables)
        for (const auto& made : all.tables)
            if (gone.is_gone() && made.is_new() && detail::has_same_columns(*gone.before, *made.after))
                found.push_back({gone.before->schema, gone.before->name, "", made.after->name});
    for (const table_change& change : all.changed)
        for (const auto& gone : change.columns)
            for (const auto& made : change.columns)
                if (gone.is_gone() && made.is_new() && gone.before->type == made.after->type)
                    found.push_back(
                        {change.before->schema, old_name(*change.before), gone.before->name, made.after->name});
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract
