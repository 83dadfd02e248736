// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/expressions.hpp>
#include <refract/tree/scope.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether an expression is one of the selected columns.
constexpr bool is_selected(const node& at, const clause* columns, const scope& in) {
    if (columns && columns->items > 0) {
        for (const node& item : items_of(*columns))
            if (same_expression(at, item)) return true;
        return false;
    }
    if (at.kind != node_kind::column) return false;
    if (const source* const whole = columns ? find_whole(*columns, in) : nullptr)
        return at.table == whole->table && at.alias == whole->alias;
    // Whole rows, or the fields of a struct that is filled by name.
    const std::string_view field = at.table().columns[at.column].field;
    return !columns || columns->row->has(field);
}

/// Rows that are one to `distinct` may differ in what was not selected, so that cannot order them.
constexpr violation check_distinct_order(const statement_view& statement, const scope& in) {
    if (!statement.has(clause_kind::distinct)) return {};
    const clause* columns = statement.find(clause_kind::select);
    for (const node& term : items_of(statement.find(clause_kind::order_by))) {
        const node& ordered = operand_of(term, 0);
        if (is_selected(ordered, columns, in)) continue;
        if (ordered.kind == node_kind::column) return of_column(rule::distinct_orders_by_selected, ordered);
        return {rule::distinct_orders_by_selected};
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
