// SPDX-License-Identifier: MIT
#pragma once

#include <refract/tree/frame.hpp>
#include <refract/tree/grouping.hpp>
#include <refract/tree/scope.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_nullable(const node& at, const scope& in);

constexpr bool any_nullable(const expression_range& operands, const scope& in) {
    for (const node& each : operands)
        if (is_nullable(each, in)) return true;
    return false;
}
constexpr bool all_nullable(const expression_range& operands, const scope& in) {
    for (const node& each : operands)
        if (!is_nullable(each, in)) return false;
    return true;
}

/// Whether a value of a query's rows may be NULL.
constexpr bool yields_null(const statement_view& query, const scope& in) {
    if (query.is_compound()) {
        for (const clause& each : query)
            if (each.query && !is_with(each.kind) && yields_null(*each.query, in)) return true;
        return false;
    }
    const clause* columns = query.find(clause_kind::select);
    return !columns || columns->items == 0 || any_nullable(items_of(*columns), make_scope(query, &in));
}

/// Whether a column of a query's rows may be NULL.
constexpr bool yields_null_at(const statement_view& query, std::size_t index, const scope* outer) {
    if (query.is_compound()) {
        for (const clause& each : query)
            if (each.query && !is_with(each.kind) && yields_null_at(*each.query, index, outer)) return true;
        return false;
    }
    const clause* columns = query.find(clause_kind::select);
    if (!columns || index >= columns->items) return false; // of a struct, whose fields have been checked
    const node* at = columns->nodes;
    for (; index > 0; --index) at = skip(at);
    return is_nullable(*at, make_scope(query, outer));
}

/// A query may have no row, and its value is then NULL, unless it makes one row of all.
constexpr bool is_nullable_query(const statement_view& query, const scope& in) {
    for (const clause_kind kind :
         {clause_kind::group_by, clause_kind::having, clause_kind::having_if, clause_kind::limit, clause_kind::offset})
        if (query.has(kind)) return true;
    const clause* columns = query.find(clause_kind::select);
    return !columns || columns->items != 1 || !holds_aggregate(*columns->nodes) || yields_null(query, in);
}

/// CASE gives one of its values, or NULL where no condition holds and there is no ELSE.
constexpr bool is_nullable_case(const node& at, const scope& in) {
    std::size_t index = 0;
    for (const node& each : operands_of(at)) {
        const bool is_value = index % 2 == 1 || index + 1 == at.arity;
        if (is_value && is_nullable(each, in)) return true;
        ++index;
    }
    return at.arity % 2 == 0;
}

/// A function of the program's own says so, and what it takes as no std::optional makes it NULL; an aggregate leaves
/// such rows out.
constexpr bool is_nullable_own(const node& at, const scope& in) {
    if (at.nullable || at.kind == node_kind::aggregate) return at.nullable;
    unsigned taken = at.column;
    for (const node& each : operands_of(at)) {
        if ((taken & 1) == 0 && is_nullable(each, in)) return true;
        taken >>= 1;
    }
    return false;
}

constexpr bool is_statistic(operation op) { return op >= operation::stddev_pop && op <= operation::percentile_disc; }

/// A window holds its own row, unless its frame leaves it out.
constexpr bool may_be_empty_window(const node& window) {
    return window.arity > 3 && !frame::of(operand_of(window, 3).column).holds_current_row();
}
/// An aggregate over a window is of at least one row, if that cannot be empty.
constexpr bool is_nullable_over(const node& window, const scope& in) {
    const node& function = operand_of(window, 0);
    const bool may_be_empty = may_be_empty_window(window);
    switch (function.op) {
    case operation::lag:
    case operation::lag_by:
    case operation::lead: // the row may not be there; the third operand stands for it then
        return function.arity < 3 || is_nullable(operand_of(function, 0), in) ||
               is_nullable(operand_of(function, 2), in);
    case operation::nth_value: return true;
    case operation::own: return is_nullable_own(function, in);
    case operation::first_value:
    case operation::last_value: return may_be_empty || any_nullable(operands_of(function), in);
    default: break;
    }
    if (function.kind != node_kind::aggregate || function.op == operation::count) return false;
    if (function.op == operation::json_agg) return false;
    if (is_statistic(function.op)) return true;
    return may_be_empty || function.filtered || any_nullable(operands_of(function), in);
}

/// Whether a written row may be new, or gone.
constexpr bool may_miss_side(row_side side, const scope& in) {
    if (side == row_side::current || !in.statement) return false;
    const verb kind = in.statement->kind;
    return kind == verb::merge || (kind == verb::insert && side == row_side::before);
}
constexpr bool is_nullable_column(const node& at, const scope& in) {
    if (may_miss_side(at.side, in)) return true;
    const source* table = in.find(at);
    return (table && table->nullable) || at.table().columns[at.column].nullable;
}

constexpr bool counts_rows(const node& at) {
    return at.kind == node_kind::aggregate && at.op == operation::count && operand_of(at, 0).kind == node_kind::star &&
           !at.filtered;
}
/// By zero the result is NULL. What the program gives as a divisor it knows not to be zero, and a group has rows to
/// count, as a window with its own row has.
constexpr bool may_divide_by_zero(const node& at, const scope& in) {
    if (at.op != operation::divide && at.op != operation::divide_whole && at.op != operation::modulo &&
        at.op != operation::divide_length)
        return false;
    const node& divisor = operand_of(at, 1);
    if (divisor.kind == node_kind::value || divisor.kind == node_kind::parameter) return false;
    if (divisor.kind == node_kind::window) return !counts_rows(operand_of(divisor, 0)) || may_be_empty_window(divisor);
    return !counts_rows(divisor) || may_be_empty_group(in.group_keys);
}

constexpr bool is_nullable_function(const node& at, const scope& in) {
    if (at.op >= operation::json_text && at.op <= operation::json_step) return true; // the path may lead nowhere
    if (at.op >= operation::row_field && at.op <= operation::row_bytes) return at.nullable;
    switch (at.op) {
    case operation::nullif:
    case operation::json_length: // of what is no list
    case operation::array_position:
    case operation::array_element: return true;
    case operation::array_has: // of items that may be NULL
        return at.nullable || any_nullable(operands_of(at), in);
    case operation::or_empty:
    case operation::grouping:
    case operation::json_has_key:
    case operation::json_or_empty:
    case operation::json_of_fields: return false;
    case operation::json_set:
    case operation::json_replace:
    case operation::json_if_there: return is_nullable(operand_of(at, 0), in);
    case operation::coalesce: // one operand that is never NULL is enough
    case operation::greatest:
    case operation::least: return all_nullable(operands_of(at), in);
    default: return any_nullable(operands_of(at), in);
    }
}

/// Whether an expression can be NULL, by SQL's rules: NULL goes through operators and functions.
constexpr bool is_nullable(const node& at, const scope& in) {
    if (at.op == operation::own) return is_nullable_own(at, in);
    if (is_rolled_key(at, in)) return true;
    switch (at.kind) {
    case node_kind::column: return is_nullable_column(at, in);
    case node_kind::excluded: return at.table().columns[at.column].nullable;
    case node_kind::value:
    case node_kind::parameter:
    case node_kind::raw: return at.nullable;
    case node_kind::quantified_query: return yields_null(*at.query, in);
    case node_kind::null: return true;
    case node_kind::exists_query: return false;
    case node_kind::scalar_query: return is_nullable_query(*at.query, in);
    case node_kind::in_query: return any_nullable(operands_of(at), in) || yields_null(*at.query, in);
    case node_kind::case_when: return is_nullable_case(at, in);
    case node_kind::window: return is_nullable_over(at, in);
    case node_kind::aggregate:
        if (at.op == operation::count || at.op == operation::json_agg) return false;
        if (is_statistic(at.op)) return true; // of too few rows there is none
        // A group has at least one row, unless a filter takes it away; an array of NULLs is there.
        if (may_be_empty_group(in.group_keys) || at.filtered) return true;
        return at.op != operation::array_agg && is_nullable(operand_of(at, 0), in);
    case node_kind::unary:
        if (at.op == operation::is_null || at.op == operation::is_not_null) return false;
        break;
    case node_kind::binary:
        if (at.op == operation::is_distinct_from || at.op == operation::is_not_distinct_from) return false;
        break;
    default: break;
    }
    return may_divide_by_zero(at, in) || is_nullable_function(at, in);
}

} // namespace detail
} // namespace v0
} // namespace refract
