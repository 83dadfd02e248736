// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/exact_decimal.hpp>
#include <refract/sql/print_operand.hpp>
#include <refract/tree/frame.hpp>

#include <cstddef>
#include <cstdint>

/// \file
/// Aggregates and windows. What stands in them is printed by print_expression.hpp, which includes this: these are
/// templates, so that they are looked for there.

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints an expression where a value stands, in parentheses where it binds more loosely than what is around it.
constexpr void print_expression(writer& out, const node* at, int outer = precedence::none);
/// The same where a condition stands: WHERE, ON, AND ...
constexpr void print_condition(writer& out, const node* at, int outer = precedence::none);

template <class Writer> constexpr void print_list(Writer& out, const expression_range& items) {
    std::string_view separator;
    for (const node& item : items) {
        out.put(separator);
        separator = ", ";
        print_expression(out, &item);
    }
}

template <class Writer> constexpr void print_whole_argument(Writer& out, const node* at) {
    const bool rounded = out.rounded;
    out.put("CAST(round(");
    out.rounded = true;
    print_expression(out, at, precedence::product);
    out.rounded = rounded;
    out.put(" * ");
    print_power_of_ten(out, exact_digits(at));
    out.put(") AS INTEGER)");
}

template <class Writer> constexpr void print_argument(Writer& out, const node* at) {
    const aggregate_form form = out.dialect.values.aggregate_types;
    const bool is_narrow =
        form == aggregate_form::of_argument || (form == aggregate_form::wider && sums_in_single_precision(at));
    const bool casts = is_narrow && changes_type(at) && at[1].type.kind != at->type.kind;
    if (casts) out.put("CAST(");
    if (is_whole_sum(out.dialect, at))
        print_whole_argument(out, at + 1);
    else
        print_expression(out, at + 1);
    if (!casts) return;
    out.put(" AS ");
    print_type_name(out, at->type, true);
    out.put(')');
}
/// What stands behind the argument: more of them, and the order in which the rows are taken.
template <class Writer> constexpr void print_further_arguments(Writer& out, const node* at) {
    const node* argument = skip(at + 1);
    for (std::size_t i = 1, count = at->arity - (at->filtered ? 1u : 0u); i < count; ++i, argument = skip(argument)) {
        const bool orders_behind = at->op == operation::percentile_cont || at->op == operation::percentile_disc;
        out.put(argument->kind != node_kind::group ? ", " : orders_behind ? ") WITHIN GROUP (ORDER BY " : " ORDER BY ");
        print_expression(out, argument);
    }
}
/// The rows that an aggregate counts: the argument, NULL of the others where there is no FILTER.
template <class Writer> constexpr void print_filtered_argument(Writer& out, const node* at) {
    const content begins = out.at.next;
    out.put("CASE WHEN ");
    const std::size_t filter = at->arity - 1u;
    seek_operand(out, *at, filter, begins);
    print_condition(out, &operand_of(*at, filter));
    out.put(" THEN ");
    seek_operand(out, *at, 0, begins);
    if (at[1].kind == node_kind::star)
        out.put('1');
    else
        print_argument(out, at);
    out.put(" END");
    seek_operand(out, *at, 1, begins);
    print_further_arguments(out, at);
    seek_operand(out, *at, at->arity, begins);
}

template <class Writer> constexpr void print_frame_bound(Writer& out, frame_bound bound, const node*& offset) {
    if (frame::has_offset(bound)) {
        print_expression(out, offset);
        offset = skip(offset);
    }
    switch (bound) {
    case frame_bound::unbounded_preceding: return out.put("UNBOUNDED PRECEDING");
    case frame_bound::preceding: return out.put(" PRECEDING");
    case frame_bound::current_row: return out.put("CURRENT ROW");
    case frame_bound::following: return out.put(" FOLLOWING");
    case frame_bound::unbounded_following: return out.put("UNBOUNDED FOLLOWING");
    }
}
template <class Writer> constexpr void print_frame(Writer& out, const node& at) {
    const frame shape = frame::of(at.column);
    const node* offset = &at + 1;
    out.put(word_of(shape.unit));
    out.put(" BETWEEN ");
    print_frame_bound(out, shape.from, offset);
    out.put(" AND ");
    print_frame_bound(out, shape.to, offset);
    out.put(word_of(shape.exclusion));
}

/// The window of a function: PARTITION BY, ORDER BY and the frame.
template <class Writer> constexpr void print_over(Writer& out, const node* window) {
    const node& partition = operand_of(*window, 1);
    const node& order = operand_of(*window, 2);
    const bool framed = window->arity > 3;
    out.put(" OVER (");
    if (partition.arity > 0) {
        out.put("PARTITION BY ");
        print_list(out, operands_of(partition));
    }
    if (order.arity > 0) {
        out.put(partition.arity > 0 ? " ORDER BY " : "ORDER BY ");
        print_list(out, operands_of(order));
    }
    if (framed) {
        if (partition.arity > 0 || order.arity > 0) out.put(' ');
        print_frame(out, operand_of(*window, 3));
    }
    out.put(')');
}

template <class Writer> constexpr void print_plain_arguments(Writer& out, const node* at) {
    print_argument(out, at);
    print_further_arguments(out, at);
}

/// An aggregate of one argument as another one, with the filter and the window that it has.
template <class Writer>
constexpr void print_aggregate_as(Writer& out, operation op, const node* at, const node* window) {
    const bool filters = out.dialect.values.filters_aggregates;
    out.put(out.dialect.spelled(op).pattern);
    out.put(at->distinct ? "(DISTINCT " : "(");
    if (at->filtered && !filters)
        print_filtered_argument(out, at);
    else
        print_plain_arguments(out, at);
    out.put(')');
    if (at->filtered && filters) {
        out.put(" FILTER (WHERE ");
        print_condition(out, &operand_of(*at, at->arity - 1u));
        out.put(')');
    }
    if (window) print_over(out, window);
}
/// The average of lengths of time: their sum, divided by their number. What is printed again has the same values.
template <class Writer> constexpr void print_average_length(Writer& out, const node* at, const node* window) {
    const content begins = out.at.next;
    const auto first = out.at.placeholders;
    const bool outside = out.again, is_numbered = out.dialect.lexical.placeholders == placeholder_form::numbered;
    bool again = false;
    const auto print = [&](operation op) {
        const auto after = out.at.placeholders;
        out.at.next = begins;
        if (again && is_numbered) out.at.placeholders = first;
        out.again = outside || again;
        print_aggregate_as(out, op, at, window);
        out.again = outside;
        if (again && is_numbered) out.at.placeholders = after;
        again = true;
    };
    std::string_view pattern = out.dialect.spelled(operation::divide_length).pattern;
    const bool is_infix = pattern.find('{') == pattern.npos;
    out.put('(');
    if (is_infix) {
        print(operation::sum);
        out.put(' ');
        out.put(pattern);
        out.put(' ');
        print(operation::count);
        pattern = {};
    }
    for (std::size_t open = 0; (open = pattern.find('{')) != pattern.npos;) {
        const std::size_t close = pattern.find('}');
        out.put(pattern.substr(0, open));
        print(pattern.substr(open, close - open).find('0') != pattern.npos ? operation::sum : operation::count);
        pattern.remove_prefix(close + 1);
    }
    out.put(pattern);
    out.put(')');
}
constexpr bool averages_lengths(const node& at) {
    return at.op == operation::avg && at.type.kind == type_kind::interval;
}

/// `window`: the node above it, if it is the function of a window. What is wrapped around an aggregate goes around
/// both.
template <class Writer> constexpr void print_aggregate(Writer& out, const node* at, const node* window = nullptr) {
    if (averages_lengths(*at)) return print_average_length(out, at, window);
    const bool casts = out.dialect.values.aggregate_types == aggregate_form::wider && changes_type(at) &&
                       !sums_in_single_precision(at);
    const bool filters = out.dialect.values.filters_aggregates;
    const std::string_view pattern = out.dialect.spelled(at->op).pattern;
    const std::size_t open = pattern.find('{'), close = pattern.find('}');
    const bool is_wrapped = at->op != operation::own && open != pattern.npos;
    if (casts) out.put("CAST(");
    if (at->op == operation::own) {
        print_function_name(out, at->alias);
    } else if (is_wrapped) {
        out.put(pattern.substr(0, open));
        out.put(pattern.substr(open + 1, close - open - 1));
    } else {
        out.put(pattern);
    }
    out.put(at->distinct ? "(DISTINCT " : "(");
    if (at->filtered && !filters)
        print_filtered_argument(out, at);
    else
        print_plain_arguments(out, at);
    out.put(')');
    if (at->filtered && filters) {
        out.put(" FILTER (WHERE ");
        print_condition(out, &operand_of(*at, at->arity - 1u));
        out.put(')');
    }
    if (window) print_over(out, window);
    if (is_wrapped) out.put(pattern.substr(close + 1));
    if (is_whole_sum(out.dialect, at)) {
        out.put(" / ");
        print_power_of_ten(out, exact_digits(at + 1));
        out.put(".0");
    }
    if (!casts) return;
    out.put(" AS ");
    print_type_name(out, at->type, true);
    out.put(')');
}
template <class Writer> constexpr void print_window(Writer& out, const node* at) {
    if (at[1].kind == node_kind::aggregate) return print_aggregate(out, at + 1, at);
    print_expression(out, at + 1);
    if (out.dialect.spelled(at[1].op).pattern.find("{over}") == std::string_view::npos) print_over(out, at);
}

} // namespace detail
} // namespace v0
} // namespace refract
