// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/compare.hpp>
#include <refract/migrate/rename.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// \file
/// What may be there still, under another name.

namespace refract {
inline namespace v0 {
namespace detail {

/// How much two tables have in common.
enum class likeness : std::uint8_t {
    none,
    all_but_one, ///< one column of each has no equal: most of the others are there, and not a made key alone
    all          ///< columns have the same names
};

inline likeness likeness_of(const migrate::table_definition& one, const migrate::table_definition& two) {
    const bool is_view = one.kind == migrate::table_kind::view || one.kind == migrate::table_kind::materialized_view;
    if (one.schema != two.schema || one.kind != two.kind || is_view)
        return likeness::none; // views have no rows to lose
    const migrate::constraint_definition* const key = one.primary_key();
    std::size_t same_names = 0, same = 0, telling = 0;
    for (const migrate::column_definition& each : one.columns) {
        const migrate::column_definition* const other = two.find_column(each.name);
        if (other) ++same_names;
        if (!other || !says_same(other->type, each.type)) continue;
        ++same;
        const bool is_key =
            key && key->columns.size() == 1 && key->columns.front() == each.name; // each table has an id
        if (!is_key) ++telling;
    }
    const std::size_t most = std::max(one.columns.size(), two.columns.size());
    if (same_names == most && one.columns.size() == two.columns.size()) return likeness::all;
    return telling > 0 && same + 1 >= most && 2 * same > most ? likeness::all_but_one : likeness::none;
}
/// Whether one column may be the other: it has the same type, and its values come from the same place.
inline bool may_be(const migrate::column_definition& one, const migrate::column_definition& two) {
    return says_same(one.type, two.type) && says_same(one.generated_sql, two.generated_sql);
}

} // namespace detail

namespace migrate {

/// What is gone and what is new, where both may be one: columns of a table with one type, tables with the same columns,
/// and then those where one column is another. `already` was decided, and is named as it was before. Nobody but the
/// program's author knows, and is to be asked.
inline std::vector<rename> possible_renames(const database_definition& before, const database_definition& after,
                                            const std::vector<rename>& already = {}) {
    const std::vector<rename> decided = detail::with_those_in_the_way(before, already);
    const database_definition now = detail::in_case_of(rename_all(before, decided), after);
    const difference all = compare(now, after);
    std::vector<rename> found;
    for (const detail::likeness wanted : {detail::likeness::all, detail::likeness::all_but_one})
        for (const auto& gone : all.tables)
            for (const auto& made : all.tables)
                if (gone.is_gone() && made.is_new() && detail::likeness_of(*gone.before, *made.after) == wanted)
                    found.push_back({gone.before->schema,
                                     detail::name_before(decided, gone.before->schema, gone.before->name), "",
                                     made.after->name});
    for (const table_change& change : all.changed)
        for (const auto& gone : change.columns)
            for (const auto& made : change.columns) {
                if (!gone.is_gone() || !made.is_new() || !detail::may_be(*gone.before, *made.after)) continue;
                const std::string &schema = change.before->schema, &table = change.before->name;
                found.push_back({schema, detail::name_before(decided, schema, table),
                                 detail::part_before(decided, schema, table, gone.before->name), made.after->name});
            }
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract
