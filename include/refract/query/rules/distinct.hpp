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

/// The first row of each is what an order makes it: the keys of `distinct_on`, then which row is the first.
constexpr violation check_distinct_on(const statement_view& statement) {
    const clause* const keys = statement.find(clause_kind::distinct_on);
    const clause* const order = statement.find(clause_kind::order_by);
    if (!keys || (!order && statement.has(clause_kind::ordering))) return {}; // the database says so
    if (!order || order->items < keys->items) return {rule::distinct_on_begins_order};
    std::size_t left = keys->items;
    for (const node& term : items_of(*order)) {
        if (left-- == 0) break;
        bool is_key = false;
        for (const node& key : items_of(*keys)) is_key = is_key || same_expression(operand_of(term, 0), key);
        if (!is_key) return {rule::distinct_on_begins_order};
    }
    return {};
}

/// Rows that are one to `distinct` may differ in what was not selected, so that cannot order them.
constexpr violation check_distinct_order(const statement_view& statement, const scope& in) {
    if (auto found = check_distinct_on(statement)) return found;
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
