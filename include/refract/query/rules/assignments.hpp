// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/violation.hpp>
#include <refract/tree/nullable.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Each assigned column is of the table, takes the value, and is assigned once.
constexpr violation check_assignments(const clause& set, const scope& in) {
    for (const node& item : items_of(set)) {
        if (item.table != in.sources[0].table) return of_column(rule::assignment_of_table, item);
        const column_info& column = item.table().columns[item.column];
        if (column.generated) return of_column(rule::assignment_is_not_generated, item);
        if (!column.nullable && is_nullable(operand_of(item, 0), in))
            return of_column(rule::assignment_is_never_null, item);
        for (const node& earlier : items_of(set)) {
            if (&earlier == &item) break;
            if (earlier.column == item.column) return of_column(rule::assignment_once, item);
        }
    }
    return {};
}

/// What is set under a flag is set in no other place: the flags are not known yet.
constexpr violation check_set_once(const statement_view& statement) {
    for (const clause& set : statement) {
        if (!sets_columns(set.kind)) continue;
        for (const node& item : items_of(set))
            for (const clause* earlier = statement.begin(); earlier != &set; ++earlier)
                if (sets_columns(earlier->kind) && assigns(earlier, item.column))
                    return of_column(rule::assignment_once, item);
    }
    return {};
}

/// What an insert leaves out must be optional, have a default, or be made by the database.
constexpr violation check_insert_is_complete(const clause* set, const table_info& table) {
    for (std::size_t c = 0; c < table.column_count; ++c) {
        const column_info& column = table.columns[c];
        const bool fills_itself = column.nullable || column.generated || column.default_from != default_kind::none ||
                                  (column.key && table.key_is_generated);
        if (!fills_itself && !assigns(set, c)) return {rule::insert_is_complete, table.name, column.field};
    }
    return {};
}

constexpr violation check_write(const statement_view& statement, const scope& in) {
    const clause* set = statement.find(clause_kind::set);
    if (statement.kind == verb::update && !set && !statement.has(clause_kind::set_if))
        return {rule::update_sets_columns, in.sources[0].name()};
    for (const clause& each : statement)
        if (sets_columns(each.kind))
            if (auto found = check_assignments(each, in)) return found;
    if (auto found = check_set_once(statement)) return found;
    if (statement.kind == verb::insert) return check_insert_is_complete(set, in.sources[0].table());
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
