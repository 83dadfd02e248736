// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_literal.hpp>
#include <refract/sql/print_stored.hpp>
#include <refract/sql/writer.hpp>
#include <refract/tree/node.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// Expressions as SQL text, with as few parentheses as both databases' precedences allow.

namespace refract {
inline namespace v0 {
namespace detail {

namespace precedence {
inline constexpr int none = 0;
inline constexpr int logical_or = 1;
inline constexpr int logical_and = 2;
inline constexpr int logical_not = 3;
inline constexpr int comparison = 4;
inline constexpr int concatenation = 5; // || binds differently in the two: its operands are atoms
inline constexpr int sum = 6;
inline constexpr int product = 7;
inline constexpr int sign = 8;
inline constexpr int atom = 9;
} // namespace precedence

constexpr int precedence_of(const node& at) {
    switch (at.kind) {
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::in_query: return precedence::comparison;
    case node_kind::unary:
        if (at.op == operation::logical_not) return precedence::logical_not;
        return at.op == operation::negate ? precedence::sign : precedence::comparison;
    case node_kind::binary:
        switch (at.op) {
        case operation::logical_or: return precedence::logical_or;
        case operation::logical_and: return precedence::logical_and;
        case operation::add:
        case operation::subtract: return precedence::sum;
        case operation::multiply:
        case operation::divide:
        case operation::modulo: return precedence::product;
        case operation::concatenate: return precedence::concatenation;
        default: return precedence::comparison;
        }
    default: return precedence::atom;
    }
}

constexpr std::string_view operator_text(operation op, const dialect_info& dialect) {
    switch (op) {
    case operation::equal: return " = ";
    case operation::not_equal: return " <> ";
    case operation::less: return " < ";
    case operation::less_equal: return " <= ";
    case operation::greater: return " > ";
    case operation::greater_equal: return " >= ";
    case operation::is_distinct_from: return dialect.is_distinct_from;
    case operation::is_not_distinct_from: return dialect.is_not_distinct_from;
    case operation::logical_and: return " AND ";
    case operation::logical_or: return " OR ";
    case operation::add: return " + ";
    case operation::subtract: return " - ";
    case operation::multiply: return " * ";
    case operation::divide: return " / ";
    case operation::modulo: return " % ";
    case operation::concatenate: return " || ";
    case operation::like: return " LIKE ";
    case operation::not_like: return " NOT LIKE ";
    case operation::ilike: return dialect.ilike;
    default: return "";
    }
}

constexpr std::string_view function_text(operation op) {
    switch (op) {
    case operation::lower: return "lower";
    case operation::upper: return "upper";
    case operation::length: return "length";
    case operation::trim: return "trim";
    case operation::abs: return "abs";
    case operation::coalesce: return "coalesce";
    case operation::count: return "count";
    case operation::sum: return "sum";
    case operation::avg: return "avg";
    case operation::min: return "min";
    case operation::max: return "max";
    case operation::row_number: return "row_number";
    case operation::rank: return "rank";
    case operation::dense_rank: return "dense_rank";
    default: return "";
    }
}

/// A type as CREATE TABLE spells it, or CAST.
constexpr void print_type_name(writer& out, sql_type type, bool cast) {
    const bool is_array = type.kind == type_kind::array;
    if (is_array) type.kind = type.item;
    const kind_name name = find_type_name(out.dialect.type_names, type.kind);
    if (type.enumeration && out.dialect.has_named_enums && !type.enumeration->native_name.empty())
        out.qualified(type.enumeration->native_schema, type.enumeration->native_name);
    else
        out.put(cast ? cast_name(name) : name.column);
    if (type.kind == type_kind::decimal && out.dialect.has_exact_decimals) {
        out.put('(');
        out.text.put_number(std::uint64_t{type.precision});
        out.put(", ");
        out.text.put_number(std::uint64_t{type.scale});
        out.put(')');
    }
    if (is_array) out.put(find_type_name(out.dialect.type_names, type_kind::array).column);
}

constexpr void print_expression(writer& out, const node* at, int outer = precedence::none);

/// Arithmetic whose result is a decimal, or a sum of decimals.
constexpr bool is_decimal_arithmetic(const node& at) {
    if (at.type.kind != type_kind::decimal) return false;
    return (at.kind == node_kind::aggregate && at.op == operation::sum) ||
           (at.kind == node_kind::binary &&
            (at.op == operation::add || at.op == operation::subtract || at.op == operation::multiply));
}
/// How many digits behind the point such arithmetic yields when it is exact.
constexpr unsigned exact_digits(const node* at) {
    if (!is_decimal_arithmetic(*at)) return at->type.kind == type_kind::decimal ? at->type.scale : 0;
    const unsigned left = exact_digits(at + 1);
    if (at->kind == node_kind::aggregate) return left;
    const unsigned right = exact_digits(skip(at + 1));
    if (at->op == operation::multiply) return left + right;
    return left > right ? left : right;
}
/// A sum of decimals adds up whole numbers where the database has no exact decimals. Not where
/// products have more digits than their type: those numbers might not fit in 64 bits.
constexpr bool is_whole_sum(const writer& out, const node* at) {
    if (out.dialect.has_exact_decimals || at->kind != node_kind::aggregate || at->op != operation::sum) return false;
    return at[1].type.kind == type_kind::decimal && exact_digits(at + 1) <= at[1].type.scale;
}
constexpr void print_power_of_ten(writer& out, unsigned exponent) {
    out.put('1');
    for (; exponent > 0; --exponent) out.put('0');
}
constexpr void print_whole_argument(writer& out, const node* at) {
    const bool rounded = out.rounded;
    out.put("CAST(round(");
    out.rounded = true;
    print_expression(out, at, precedence::product);
    out.rounded = rounded;
    out.put(" * ");
    print_power_of_ten(out, exact_digits(at));
    out.put(") AS INTEGER)");
}

constexpr void print_list(writer& out, const node* item, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, item = skip(item)) {
        if (i > 0) out.put(", ");
        print_expression(out, item);
    }
}

constexpr void print_column(writer& out, const node& at) {
    if (out.qualify || (out.scope && !out.scope->find_own(at))) out.qualifier(at.table(), at.alias);
    out.identifier(at.table().columns[at.column].name);
}

/// A column's value in the usual form, unless its stored one is asked for.
constexpr void print_column_value(writer& out, const node& at) {
    if (out.as_stored) return print_column(out, at);
    print_read(out, at.table().columns[at.column], [&] { print_column(out, at); });
}

constexpr void print_value(writer& out, const node& at) {
    if (out.literals)
        print_literal(out, out.literals[out.at.next.values++]);
    else
        out.placeholder(at);
}

constexpr const column_info* column_of(const node& at) {
    return at.kind == node_kind::column ? &at.table().columns[at.column] : nullptr;
}
constexpr bool is_bound(const node& at) { return at.kind == node_kind::value || at.kind == node_kind::parameter; }
/// Prints what is compared with a column or assigned to it; a text may have the column's type.
constexpr void print_beside(writer& out, const node* at, const column_info* column, int outer) {
    if (out.literals || !is_bound(*at) || !column ||
        !(column->type.of_column || column->stored.kind != stored_kind::usual))
        return print_expression(out, at, outer);
    node bound = *at;
    bound.type.of_column = column->type.of_column;
    bound.type.as_bytes = out.as_stored && bound_type(out.dialect, *column).as_bytes;
    out.placeholder(bound);
}
/// Prints what a column is set to, in the form in which it is stored.
constexpr void print_assigned(writer& out, const node* at, const column_info& column) {
    if (at->kind == node_kind::null) return out.put("NULL"); // in every form
    const bool as_stored = out.as_stored;
    const bool bound = is_bound(*at) && !out.literals;
    print_written(out, column, bound, [&] {
        out.as_stored = bound;
        print_beside(out, at, &column, precedence::none);
        out.as_stored = as_stored;
    });
}

/// Prints an operand a second time under the numbers that it had the first time.
constexpr void print_again(writer& out, const node* at, const position& before) {
    const position after = out.at;
    out.at = before;
    print_expression(out, at);
    out.at = after;
}

/// starts_with, ends_with, contains: case and wildcards count as characters on both databases.
constexpr void print_text_test(writer& out, const node* at) {
    const node* whole = at + 1;
    const node* part = skip(whole);
    const bool native = out.dialect.has_text_functions;
    if (at->op == operation::contains) {
        out.put(native ? "strpos(" : "instr(");
        print_list(out, whole, 2);
        out.put(") > 0");
    } else if (at->op == operation::starts_with && native) {
        out.put("starts_with(");
        print_list(out, whole, 2);
        out.put(')');
    } else if (at->op == operation::starts_with) {
        out.put("substr(");
        print_expression(out, whole);
        out.put(", 1, length(");
        const position before = out.at;
        print_expression(out, part);
        out.put(")) = ");
        print_again(out, part, before);
    } else if (native) {
        out.put("right(");
        print_expression(out, whole);
        out.put(", length(");
        const position before = out.at;
        print_expression(out, part);
        out.put(")) = ");
        print_again(out, part, before);
    } else {
        // substr counts a negative start from the end, so it is computed from the length.
        out.put("substr(");
        const position start = out.at;
        print_expression(out, whole);
        out.put(", length(");
        print_again(out, whole, start);
        out.put(") - length(");
        const position before = out.at;
        print_expression(out, part);
        out.put(") + 1) = ");
        print_again(out, part, before);
    }
}

constexpr bool compares(operation op) { return op >= operation::equal && op <= operation::is_not_distinct_from; }
constexpr bool is_text_test(operation op) {
    return op == operation::starts_with || op == operation::ends_with || op == operation::contains;
}

/// Whether a column and a bound value are equal in the form in which the column is stored, so that an index serves.
constexpr bool is_equal_as_stored(const writer& out, const node* column, const node* value, operation op) {
    if (op != operation::equal && op != operation::not_equal) return false;
    if (column->kind != node_kind::column || !is_bound(*value) || out.literals) return false;
    const stored_spelling* const form = spelling_of(out.dialect, column->table().columns[column->column]);
    return form && form->is_exact;
}
constexpr void print_equal_as_stored(writer& out, const node* left, const node* right, operation op) {
    const node* const column = left->kind == node_kind::column ? left : right;
    for (const node* each : {left, right}) {
        if (each == right) out.put(operator_text(op, out.dialect));
        if (each == column)
            print_column(out, *each);
        else
            print_assigned(out, each, column->table().columns[column->column]);
    }
}

constexpr void print_binary(writer& out, const node* at, int own) {
    if (is_text_test(at->op)) return print_text_test(out, at);
    if (const node* second = skip(at + 1);
        is_equal_as_stored(out, at + 1, second, at->op) || is_equal_as_stored(out, second, at + 1, at->op))
        return print_equal_as_stored(out, at + 1, second, at->op);
    // AND and OR associate, so does + of its left side; everything else puts its operands in parentheses.
    const bool chains = own == precedence::logical_or || own == precedence::logical_and || own == precedence::sum ||
                        own == precedence::product;
    const bool associates = own == precedence::logical_or || own == precedence::logical_and;
    const int atoms = precedence::atom;
    const int left = own == precedence::concatenation ? (at[1].op == at->op ? own : atoms) : (chains ? own : own + 1);
    const int right = own == precedence::concatenation ? atoms : (associates ? own : own + 1);
    const node* const second = skip(at + 1);
    print_beside(out, at + 1, compares(at->op) ? column_of(*second) : nullptr, left);
    const std::string_view spelled = operator_text(at->op, out.dialect);
    const bool word = spelled.front() != ' ';
    if (word) out.put(' ');
    out.put(spelled);
    if (word) out.put(' ');
    print_beside(out, second, compares(at->op) ? column_of(at[1]) : nullptr, right);
}

constexpr void print_unary(writer& out, const node* at, int own) {
    if (at->op == operation::logical_not) {
        out.put("NOT ");
        print_expression(out, at + 1, own);
    } else if (at->op == operation::negate) {
        out.put('-');
        print_expression(out, at + 1, precedence::atom);
    } else {
        print_expression(out, at + 1, own + 1);
        out.put(at->op == operation::is_null ? " IS NULL" : " IS NOT NULL");
    }
}

constexpr void print_between(writer& out, const node* at) {
    const node* low = skip(at + 1);
    print_expression(out, at + 1, precedence::comparison + 1);
    out.put(at->negated ? " NOT BETWEEN " : " BETWEEN ");
    print_beside(out, low, column_of(at[1]), precedence::comparison + 1);
    out.put(" AND ");
    print_beside(out, skip(low), column_of(at[1]), precedence::comparison + 1);
}

constexpr void print_in(writer& out, const node* at) {
    const node* items = skip(at + 1);
    print_expression(out, at + 1, precedence::comparison + 1);
    if (at->kind == node_kind::in_values) {
        out.put(at->negated ? " NOT IN (" : " IN (");
        for (std::size_t i = 1; i < at->arity; ++i, items = skip(items)) {
            if (i > 1) out.put(", ");
            print_beside(out, items, column_of(at[1]), precedence::none);
        }
        out.put(')');
    } else if (out.dialect.lists == list_form::array) {
        out.put(at->negated ? " <> ALL(" : " = ANY(");
        print_beside(out, items, column_of(at[1]), precedence::none);
        out.put(')');
    } else {
        out.put(at->negated ? " NOT IN (SELECT value FROM json_each(" : " IN (SELECT value FROM json_each(");
        print_expression(out, items);
        out.put("))");
    }
}

constexpr void print_over(writer& out, const node* window);

/// `window`: the node above it, if it is the function of a window.
constexpr void print_aggregate(writer& out, const node* at, const node* window = nullptr) {
    // PostgreSQL sums bigint and averages whole numbers to numeric; the program expects the node's type.
    const sql_type& argument = at[1].type;
    const bool cast =
        out.dialect.widens_aggregates && argument.kind != at->type.kind
            ? at->op == operation::sum || at->op == operation::avg
            : out.dialect.widens_aggregates && at->op == operation::sum && argument.kind == type_kind::big_integer;
    if (cast) out.put("CAST(");
    out.put(function_text(at->op));
    out.put(at->distinct ? "(DISTINCT " : "(");
    const bool whole = is_whole_sum(out, at);
    if (whole)
        print_whole_argument(out, at + 1);
    else
        print_expression(out, at + 1);
    out.put(')');
    if (at->filtered) {
        out.put(" FILTER (WHERE ");
        print_expression(out, skip(at + 1));
        out.put(')');
    }
    if (window) print_over(out, window);
    if (whole) {
        out.put(" / ");
        print_power_of_ten(out, exact_digits(at + 1));
        out.put(".0");
    }
    if (!cast) return;
    out.put(" AS ");
    print_type_name(out, at->type, true);
    out.put(')');
}

/// How extract and strftime call a part of a date or time; nothing for other functions.
struct date_part_name {
    std::string_view extract{}, strftime{};
};
constexpr date_part_name date_part_of(operation op) {
    switch (op) {
    case operation::year_of: return {"year", "%Y"};
    case operation::month_of: return {"month", "%m"};
    case operation::day_of: return {"day", "%d"};
    case operation::weekday_of: return {"dow", "%w"};
    case operation::hour_of: return {"hour", "%H"};
    case operation::minute_of: return {"minute", "%M"};
    default: return {};
    }
}
constexpr void print_date_part(writer& out, const node* at, const date_part_name& part) {
    out.put("CAST(");
    if (out.dialect.has_extract) {
        out.put("extract(");
        out.put(part.extract);
        out.put(" FROM ");
        print_expression(out, at + 1, precedence::atom);
        // Otherwise the part would be that of the session's time zone.
        if (at[1].type.kind == type_kind::timestamp) out.put(" AT TIME ZONE 'UTC'");
    } else {
        out.put("strftime('");
        out.put(part.strftime);
        out.put("', ");
        print_expression(out, at + 1);
    }
    out.put(") AS ");
    print_type_name(out, at->type, true);
    out.put(')');
}

constexpr void print_function(writer& out, const node* at) {
    if (at->op == operation::now) return out.put(out.dialect.now);
    if (at->op == operation::now_in_seconds) return out.put(out.dialect.now_in_seconds);
    if (const date_part_name part = date_part_of(at->op); !part.extract.empty()) return print_date_part(out, at, part);
    // length() is an integer in PostgreSQL, and the program expects a bigint.
    const bool cast = out.dialect.widens_aggregates && at->op == operation::length;
    if (cast) out.put("CAST(");
    out.put(function_text(at->op));
    out.put('(');
    print_list(out, at + 1, at->arity);
    out.put(')');
    if (cast) out.put(" AS bigint)");
}

/// A database that computes with binary fractions is off in the last digits: 0.1 + 0.2 is not 0.3.
/// Rounding to the digits that the exact result has gives that result, once for a whole term.
constexpr bool needs_rounding(const writer& out, const node& at) {
    if (out.dialect.has_exact_decimals || out.rounded || is_whole_sum(out, &at)) return false;
    return is_decimal_arithmetic(at) || (at.kind == node_kind::cast && at.type.kind == type_kind::decimal);
}
constexpr void print_rounded(writer& out, const node* at) {
    out.put("round(");
    out.rounded = true;
    print_expression(out, at->kind == node_kind::cast ? at + 1 : at);
    out.rounded = false;
    out.put(", ");
    out.text.put_number(std::uint64_t{at->kind == node_kind::cast ? at->type.scale : exact_digits(at)});
    out.put(')');
}

constexpr void print_ordering(writer& out, const node* at) {
    print_expression(out, at + 1);
    if (at->descending) out.put(" DESC");
    if (at->nulls == nulls_order::first) out.put(" NULLS FIRST");
    if (at->nulls == nulls_order::last) out.put(" NULLS LAST");
}

constexpr void print_case(writer& out, const node* at) {
    out.put("CASE");
    const node* operand = at + 1;
    for (std::size_t i = 0; i + 1 < at->arity; i += 2) {
        out.put(" WHEN ");
        print_expression(out, operand);
        operand = skip(operand);
        out.put(" THEN ");
        print_expression(out, operand);
        operand = skip(operand);
    }
    if (at->arity % 2 == 1) {
        out.put(" ELSE ");
        print_expression(out, operand);
    }
    out.put(" END");
}

/// An aggregate stands beside its OVER: what the dialect wraps around it goes around both.
constexpr void print_over(writer& out, const node* window) {
    const node* partition = skip(window + 1);
    const node* order = skip(partition);
    out.put(" OVER (");
    if (partition->arity > 0) {
        out.put("PARTITION BY ");
        print_expression(out, partition);
    }
    if (order->arity > 0) {
        out.put(partition->arity > 0 ? " ORDER BY " : "ORDER BY ");
        print_expression(out, order);
    }
    out.put(')');
}
constexpr void print_window(writer& out, const node* at) {
    if (at[1].kind == node_kind::aggregate) return print_aggregate(out, at + 1, at);
    print_expression(out, at + 1);
    print_over(out, at);
}

constexpr void print_inner_query(writer& out, const node* at) {
    if (at->kind == node_kind::exists_query) out.put("EXISTS ");
    if (at->kind == node_kind::in_query) {
        print_expression(out, at + 1, precedence::comparison + 1);
        out.put(at->negated ? " NOT IN " : " IN ");
    }
    out.put('(');
    out.print_query(out, *at->query);
    out.put(')');
}

constexpr void print_node(writer& out, const node* at, int own) {
    switch (at->kind) {
    case node_kind::column: return print_column_value(out, *at);
    case node_kind::value: return print_value(out, *at);
    case node_kind::parameter: return out.placeholder(*at);
    case node_kind::star: return out.put('*');
    case node_kind::null: return out.put("NULL");
    case node_kind::unary: return print_unary(out, at, own);
    case node_kind::binary: return print_binary(out, at, own);
    case node_kind::between: return print_between(out, at);
    case node_kind::in_values:
    case node_kind::in_list: return print_in(out, at);
    case node_kind::aggregate: return print_aggregate(out, at);
    case node_kind::function: return print_function(out, at);
    case node_kind::cast:
        out.put("CAST(");
        print_expression(out, at + 1);
        out.put(" AS ");
        print_type_name(out, at->type, true);
        return out.put(')');
    case node_kind::ordering: return print_ordering(out, at);
    case node_kind::assignment:
        out.identifier(at->table().columns[at->column].name);
        out.put(" = ");
        return print_assigned(out, at + 1, at->table().columns[at->column]);
    case node_kind::case_when: return print_case(out, at);
    case node_kind::window: return print_window(out, at);
    case node_kind::group: return print_list(out, at + 1, at->arity);
    case node_kind::exists_query:
    case node_kind::scalar_query:
    case node_kind::in_query: return print_inner_query(out, at);
    }
}

/// Prints an expression, in parentheses where it binds more loosely than what stands around it.
constexpr void print_expression(writer& out, const node* at, int outer) {
    if (needs_rounding(out, *at)) return print_rounded(out, at);
    const bool rounded = out.rounded;
    out.rounded = rounded && is_decimal_arithmetic(*at);
    const int own = is_whole_sum(out, at) ? precedence::product : precedence_of(*at);
    if (own < outer) out.put('(');
    print_node(out, at, own);
    if (own < outer) out.put(')');
    out.rounded = rounded;
}

} // namespace detail
} // namespace v0
} // namespace refract
