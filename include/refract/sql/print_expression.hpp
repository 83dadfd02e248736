// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/exact_decimal.hpp>
#include <refract/sql/print_aggregate.hpp>
#include <refract/sql/print_key.hpp>
#include <refract/sql/print_page.hpp>
#include <refract/tree/date_unit.hpp>
#include <refract/tree/frame.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Expressions as SQL text, with as few parentheses as all databases' precedences allow. What they spell differently
/// are the dialect's patterns.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a value is printed with a sign before it: two of them would begin a comment.
constexpr bool is_below_zero(const writer& out, const node& at) {
    if (!out.literals || at.kind != node_kind::value) return false;
    const literal& value = out.literals[out.at.next.values];
    if (is_number(value.type.kind) || value.type.kind == type_kind::interval)
        return value.number < 0 || __builtin_copysign(1.0, value.real) < 0; // -0.0 as well
    return false;
}
constexpr int precedence_of(const writer& out, const node& at) {
    if (is_below_zero(out, at)) return precedence::sign;
    if (is_whole_sum(out.dialect, &at)) return precedence::product;
    switch (at.kind) {
    case node_kind::page: return compares_whole_rows(out, at) ? precedence::comparison : precedence::logical_or;
    case node_kind::row_comparison:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_query: return precedence::comparison;
    case node_kind::raw: return precedence::none;
    case node_kind::unary:
    case node_kind::binary:
    case node_kind::in_list:
    case node_kind::cast:
    case node_kind::function: return out.dialect.spelled(at.op).binds;
    default: return precedence::atom;
    }
}

/// Prints what is compared with a column or assigned to it; a text may have the column's type.
constexpr void print_beside(writer& out, const node* at, const column_beside& beside, int outer) {
    if (out.literals || !is_bound(*at) || !beside.column) return print_expression(out, at, outer);
    node bound = *at;
    bound.type = bound_type(*beside.column, at->type);
    bound.type.of_column |= beside.is_of_query;
    bound.type.as_bytes = out.as_stored && bound_type(out.dialect, *beside.column).as_bytes;
    out.placeholder(bound);
}
/// Prints what a column is set to, in the form in which it is stored.
constexpr void print_assigned(writer& out, const node* at, const column_info& column) {
    if (at->kind == node_kind::null) return out.put("NULL"); // in every form
    const bool as_stored = out.as_stored;
    const bool bound = is_bound(*at) && !out.literals;
    print_zone_taken(out, column, is_bound(*at) || is_without_zone(*at), [&] {
        print_written(out, column, bound, [&] {
            out.as_stored = bound;
            print_fitting(out, *at, column, [&] { print_beside(out, at, column_beside(column), precedence::none); });
            out.as_stored = as_stored;
        });
    });
}

/// Operands behind the names that a node has for them: 'title', "title", 'views', "views".
constexpr void print_json_fields(writer& out, const node& at) {
    std::string_view names = at.alias;
    for (const node& each : operands_of(at)) {
        const std::size_t end = names.find('.');
        if (&each != &at + 1) out.put(", ");
        out.text_literal(names.substr(0, end));
        out.put(", ");
        print_expression(out, &each);
        names.remove_prefix(end == names.npos ? names.size() : end + 1);
    }
}

/// Fills the holes of a dialect's pattern with a node's operands, in any order and more than once.
struct pattern_printer {
    writer& out;
    const node& at;
    int own;
    operand_printer<4> operands{out, at};

    constexpr void print(std::string_view pattern) {
        fill(pattern);
        operands.leave();
    }

private:
    constexpr void fill(std::string_view pattern) {
        for (std::size_t open = 0; (open = pattern.find('{')) != pattern.npos;) {
            out.put(pattern.substr(0, open));
            const std::size_t close = pattern.find('}', open);
            hole(pattern.substr(open + 1, close - open - 1));
            pattern.remove_prefix(close + 1);
        }
        out.put(pattern);
    }
    constexpr void hole(std::string_view what) {
        if (what == "...") return print_list(out, operands_of(at));
        if (what == "name") return print_function_name(out, at.alias);
        if (what == "item") return print_json_item(out, at.type, [] {});
        if (what == "fields") return print_json_fields(out, at);
        if (what.ends_with("part")) return fill(json_part_pattern(out, at.alias, what != "part"));
        if (print_path_hole(out, what, at.alias)) return;
        if (what == "configuration") return out.text_literal(at.alias);
        if (what == "collation")
            return out.identifier(at.alias == "binary" ? out.dialect.lexical.bytewise_collation : at.alias);
        if (what == "unit") return out.put(word_of(static_cast<date_unit>(at.column)));
        if (what == "over") return print_over(out, &at - 1); // a window stands before its function
        if (what == "order") return out.put(at.descending ? " DESC" : "");
        if (what == "type" || what == "kind") return print_type_hole(out, what, at.type);
        if (what == "column0") return print_type_name(out, operand_of(at, 0).type, false);
        if (what == "of0") return print_qualifier(operand_of(at, 0));
        if (what == "table0") return out.identifier(out.name_of(operand_of(at, 0).table()));
        if (what == "number0") return print_text_column(out, operand_of(at, 0));
        if (what == "rest") return print_rest();
        const bool in_utc = what.front() == 'u';
        const bool binds = what.back() == ')';
        const std::size_t index = static_cast<std::size_t>(what[what.size() - (binds ? 2 : 1)] - '0');
        operand(index, binds ? (own < precedence::atom ? own + 1 : own) : precedence::none);
        if (in_utc && operand_of(at, index).type.kind == type_kind::timestamp) out.put(out.dialect.values.in_utc);
    }
    constexpr void print_qualifier(const node& column) {
        const source* const from = out.scope ? out.scope->find(column) : nullptr;
        const bool is_outside = out.scope && !out.scope->find_own(column);
        out.before_column(column.table(), from ? from->own_name() : column.alias, out.qualify || is_outside);
    }
    constexpr void print_rest() {
        for (std::size_t i = 1; i < at.arity; ++i) {
            if (i > 1) out.put(", ");
            print_expression(out, &operand_of(at, i));
        }
    }
    constexpr void operand(std::size_t index, int outer) {
        const bool beside = compares(at.op) && at.arity == 2;
        const column_beside near = beside ? column_beside(out, operand_of(at, 1 - index)) : column_beside();
        operands(index, [&](const node& printed) { print_beside(out, &printed, near, outer); });
    }
};
constexpr void print_pattern(writer& out, const node* at, std::string_view pattern, int own) {
    pattern_printer{out, *at, own}.print(pattern);
}

constexpr void print_equal_as_stored(writer& out, const node* left, const node* right, operation op) {
    const node* const column = left->kind == node_kind::column ? left : right;
    for (const node* each : {left, right}) {
        if (each == right) out.put(op == operation::equal ? " = " : " <> ");
        if (each->kind == node_kind::column)
            print_column(out, *each);
        else
            print_assigned(out, each, column->table().columns[column->column]);
    }
}

/// An operator between its operands. AND and OR associate, so do + and * of their left side; everything else puts its
/// operands in parentheses.
constexpr void print_infix(writer& out, const node* at, std::string_view text, int own) {
    const bool joins = own == precedence::logical_or || own == precedence::logical_and;
    const bool chains = joins || own == precedence::sum || own == precedence::product;
    const bool concatenates = own == precedence::concatenation;
    const int atoms = precedence::atom;
    const int left = concatenates ? (at[1].op == at->op ? own : atoms) : (chains ? own : own + 1);
    const int right = concatenates ? atoms : (joins && !at->distinct ? own : own + 1);
    const node* const second = skip(at + 1);
    if (joins)
        print_condition(out, at + 1, left);
    else
        print_beside(out, at + 1, compares(at->op) ? column_beside(out, *second) : column_beside(), left);
    out.put(' ');
    out.put(text);
    out.put(' ');
    if (joins)
        print_condition(out, second, right);
    else
        print_beside(out, second, compares(at->op) ? column_beside(out, at[1]) : column_beside(), right);
}

constexpr void print_operation(writer& out, const node* at) {
    if (at->kind == node_kind::binary)
        if (const node* const second = skip(at + 1);
            is_equal_as_stored(out, at + 1, second, at->op) || is_equal_as_stored(out, second, at + 1, at->op))
            return print_equal_as_stored(out, at + 1, second, at->op);
    const spelling& spelled = out.dialect.spelled(at->op);
    if (at->op == operation::logical_not) {
        out.put("NOT ");
        print_condition(out, at + 1, spelled.binds);
    } else if (at->arity == 2 && spelled.pattern.find('{') == std::string_view::npos) {
        print_infix(out, at, spelled.pattern, spelled.binds);
    } else {
        print_pattern(out, at, spelled.pattern, spelled.binds);
    }
}

/// (a, b) < (x, y)
constexpr void print_row_comparison(writer& out, const node* at) {
    const std::size_t width = at->arity / 2;
    const auto print_row = [&](const node* each, const node* beside) {
        for (std::size_t i = 0; i < width; ++i, each = skip(each), beside = skip(beside)) {
            out.put(i == 0 ? "(" : ", ");
            print_beside(out, each, {out, *beside}, precedence::none);
        }
        out.put(')');
    };
    const node *left = at + 1, *right = &operand_of(*at, width);
    print_row(left, right);
    out.put(' ');
    out.put(out.dialect.spelled(at->op).pattern);
    out.put(' ');
    print_row(right, left);
}

constexpr void print_between(writer& out, const node* at) {
    const node* low = skip(at + 1);
    print_expression(out, at + 1, precedence::comparison + 1);
    out.put(at->negated ? " NOT BETWEEN " : " BETWEEN ");
    const int low_bound = is_bound(*low) ? precedence::comparison + 1 : out.dialect.values.low_bound;
    print_beside(out, low, {out, at[1]}, low_bound);
    out.put(" AND ");
    print_beside(out, skip(low), {out, at[1]}, precedence::comparison + 1);
}

/// The operand of IN, or the row of them; what is behind it.
constexpr const node* print_sought(writer& out, const node* at, std::size_t width) {
    const node* each = at + 1;
    if (width > 1) out.put('(');
    for (std::size_t i = 0; i < width; ++i, each = skip(each)) {
        if (i > 0) out.put(", ");
        print_expression(out, each, width > 1 ? precedence::none : precedence::comparison + 1);
    }
    if (width > 1) out.put(')');
    return each;
}

/// (a, b) IN ((x, y), (z, w))
constexpr void print_in_rows(writer& out, const node* at) {
    const std::size_t width = at->column;
    const node* item = print_sought(out, at, width);
    out.put(at->negated ? " NOT IN (" : " IN (");
    if (!out.dialect.values.lists_rows) out.put("VALUES ");
    for (std::size_t i = width; i < at->arity; ++i, item = skip(item)) {
        out.put(i % width > 0 ? ", " : i > width ? "), (" : "(");
        print_beside(out, item, {out, operand_of(*at, i % width)}, precedence::none);
    }
    out.put("))");
}

/// (a, b) IN (SELECT * FROM unnest($1, $2))
constexpr void print_in_lists(writer& out, const node* at) {
    const node* list = print_sought(out, at, at->column);
    out.put(" IN (");
    print_rows_of_lists(out, at->column, [&] {
        print_expression(out, list, precedence::none);
        list = skip(list);
    });
    out.put(')');
}

/// One parameter that holds the whole list.
constexpr void print_in_list(writer& out, const node* at) {
    if (at->column > 1) return print_in_lists(out, at);
    if (at->arity == 3) return print_in_keys_below(out, at);
    const std::string_view items = out.dialect.values.list_of_bytes;
    if (items.empty() || skip(at + 1)->type.kind != type_kind::bytes) return print_operation(out, at);
    const node* const list = print_sought(out, at, 1);
    out.put(at->op == operation::not_in_list ? " NOT IN (" : " IN (");
    print_filled(out, items, [&](std::string_view) { print_expression(out, list, precedence::none); });
    out.put(')');
}

constexpr void print_in_values(writer& out, const node* at) {
    if (at->column > 1) return print_in_rows(out, at);
    print_expression(out, at + 1, precedence::comparison + 1);
    out.put(at->negated ? " NOT IN (" : " IN (");
    const node* item = skip(at + 1);
    for (std::size_t i = 1; i < at->arity; ++i, item = skip(item)) {
        if (i > 1) out.put(", ");
        print_beside(out, item, {out, at[1]}, precedence::none);
    }
    out.put(')');
}

constexpr void print_inner_query(writer& out, const node* at) {
    if (at->kind == node_kind::exists_query) out.put("EXISTS ");
    if (at->kind == node_kind::quantified_query) out.put(at->negated ? "ALL " : "ANY ");
    if (at->kind == node_kind::in_query) {
        print_sought(out, at, at->arity);
        out.put(at->negated ? " NOT IN " : " IN ");
    }
    out.put('(');
    out.print_query(out, *at->query, nullptr, nullptr);
    out.put(')');
}

/// SQL of the program's own: each {} is an operand, {{}} are the two characters.
constexpr void print_raw(writer& out, const node* at) {
    std::string_view text = at->alias;
    const node* operand = at + 1;
    for (std::size_t open = 0; (open = text.find('{')) != text.npos;) {
        const std::string_view at_brace = text.substr(open);
        const bool is_hole = at_brace.substr(0, 2) == "{}", is_escaped = at_brace.substr(0, 4) == "{{}}";
        out.put(text.substr(0, open));
        if (is_hole) {
            print_expression(out, operand, precedence::atom);
            operand = skip(operand);
        } else {
            out.put(is_escaped ? "{}" : "{");
        }
        text.remove_prefix(open + (is_hole ? 2 : is_escaped ? 4 : 1));
    }
    out.put(text);
}

constexpr void print_case(writer& out, const node* at) {
    out.put("CASE");
    const node* operand = at + 1;
    for (std::size_t i = 0; i + 1 < at->arity; i += 2) {
        out.put(" WHEN ");
        print_condition(out, operand);
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

constexpr void print_rounded(writer& out, const node* at) {
    const bool casts = at->kind == node_kind::cast;
    out.put("round(");
    out.rounded = true;
    if (at->op == operation::cast_text_to_number)
        print_operation(out, at);
    else
        print_expression(out, casts ? at + 1 : at);
    out.rounded = false;
    out.put(", ");
    out.text.put_number(std::uint64_t{casts ? at->type.scale : exact_digits(at)});
    out.put(')');
}

/// Where NULL stands anyway nothing is said, so that an index serves the order.
constexpr void print_ordering(writer& out, const node* at) {
    const statement_facts& facts = out.dialect.statements;
    const bool first = at->nulls == nulls_order::first;
    const bool anyway = first == (facts.nulls_are_smallest != at->descending);
    if (at->nulls == nulls_order::unspecified || anyway) return print_pattern(out, at, "{0}{order}", precedence::none);
    print_pattern(out, at, first ? facts.nulls_first : facts.nulls_last, precedence::none);
}

constexpr void print_assignment(writer& out, const node& at) {
    const column_info& column = at.table().columns[at.column];
    out.identifier(column.name);
    out.put(" = ");
    print_assigned(out, &at + 1, column);
}

constexpr void print_kind(writer& out, const node* at) {
    switch (at->kind) {
    case node_kind::column: return print_column_value(out, *at);
    case node_kind::excluded: return print_excluded(out, *at);
    case node_kind::value:
    case node_kind::parameter: return print_given(out, *at);
    case node_kind::star: return out.put('*');
    case node_kind::null: return out.put("NULL");
    case node_kind::handed_keys: return print_handed_keys(out, *at);
    case node_kind::key_of_each: return print_key_of_each(out, *at);
    case node_kind::ordinal: return out.text.put_number(std::uint64_t{at->column} + 1);
    case node_kind::unary:
    case node_kind::binary:
    case node_kind::function:
    case node_kind::cast: return print_operation(out, at);
    case node_kind::in_list: return print_in_list(out, at);
    case node_kind::row_comparison: return print_row_comparison(out, at);
    case node_kind::page: return page_printer<writer>{out, *at}.print();
    case node_kind::between: return print_between(out, at);
    case node_kind::in_values: return print_in_values(out, at);
    case node_kind::aggregate: return print_aggregate(out, at);
    case node_kind::ordering: return print_ordering(out, at);
    case node_kind::assignment: return print_assignment(out, *at);
    case node_kind::case_when: return print_case(out, at);
    case node_kind::window: return print_window(out, at);
    case node_kind::group: return print_list(out, operands_of(*at));
    case node_kind::frame: return print_frame(out, *at);
    case node_kind::exists_query:
    case node_kind::scalar_query:
    case node_kind::quantified_query:
    case node_kind::in_query: return print_inner_query(out, at);
    case node_kind::raw: return print_raw(out, at);
    case node_kind::named: // what it names is printed in its place
    case node_kind::made_key:
    case node_kind::taken_key: return; // of lists, which have a printer of their own
    case node_kind::refused: return;
    }
}

constexpr void print_node(writer& out, const node* at) {
    const bool outside = out.meets_zones, beside = out.meets_jsonb;
    out.meets_zones = meets_zones(*at, outside);
    out.meets_jsonb = meets_jsonb(*at, beside);
    print_kind(out, at);
    out.meets_zones = outside;
    out.meets_jsonb = beside;
}

/// A result that has a quotient of decimals in it.
constexpr void print_quotient(writer& out, const node* at) {
    const std::string_view around = out.dialect.values.decimal_quotient;
    const std::size_t hole = around.find("{}");
    out.put(around.substr(0, hole));
    print_node(out, at);
    out.put(around.substr(hole + 2));
}
constexpr void print_term(writer& out, const node* at, int outer) {
    if (at->kind == node_kind::named) {
        if (at->arity == 0) return out.identifier(at->alias);
        return print_named(out, *at, [&] { print_term(out, at + 1, outer); });
    }
    if (!out.rounded && needs_rounding(out.dialect, *at)) return print_rounded(out, at);
    const bool rounded = out.rounded;
    const bool is_cut = !rounded && needs_cutting(out.dialect, *at);
    out.rounded = (rounded || is_cut) && is_decimal_arithmetic(*at);
    const bool encloses = !is_cut && precedence_of(out, *at) < outer;
    if (encloses) out.put('(');
    if (is_cut)
        print_quotient(out, at);
    else
        print_node(out, at);
    if (encloses) out.put(')');
    out.rounded = rounded;
}

/// NULL stays NULL: a condition is true, false, or unknown.
constexpr void print_condition_as_value(writer& out, const node* at) {
    const position before = out.at;
    out.put("CASE WHEN ");
    print_term(out, at, precedence::none);
    const position after = out.at;
    out.put(" THEN 1 WHEN NOT (");
    const bool numbered = out.dialect.lexical.placeholders == placeholder_form::numbered;
    out.at.next = before.next;
    if (numbered) out.at.placeholders = before.placeholders;
    const bool again = out.again;
    out.again = true;
    print_term(out, at, precedence::none);
    out.again = again;
    if (numbered) out.at.placeholders = after.placeholders;
    out.put(") THEN 0 END");
}

constexpr void print_expression(writer& out, const node* at, int outer) {
    if (!out.dialect.values.conditions_are_values && is_condition(*at)) return print_condition_as_value(out, at);
    print_term(out, at, outer);
}
constexpr void print_condition(writer& out, const node* at, int outer) {
    if (out.dialect.values.conditions_are_values || is_condition(*at)) return print_term(out, at, outer);
    const bool encloses = precedence::comparison < outer;
    if (encloses) out.put('(');
    print_term(out, at, precedence::comparison + 1);
    out.put(" = ");
    out.put(out.dialect.lexical.true_word);
    if (encloses) out.put(')');
}

} // namespace detail
} // namespace v0
} // namespace refract
