// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/document_type.hpp>
#include <refract/sql/exact_decimal.hpp>
#include <refract/sql/print_literal.hpp>
#include <refract/sql/print_stored.hpp>
#include <refract/sql/read_column.hpp>
#include <refract/sql/writer.hpp>
#include <refract/tree/walk.hpp>

#include <cstdint>
#include <string_view>

/// \file
/// What expressions are made of: columns, values and the names of types.

namespace refract {
inline namespace v0 {
namespace detail {

/// A type as CREATE TABLE spells it, or CAST. A decimal of 0 digits is one of any number of them.
constexpr void print_type_name(writer& out, sql_type type, bool cast) {
    const kind_names names = out.dialect.definitions.type_names;
    const bool is_array = type.kind == type_kind::array;
    if (is_array) type.kind = type.item;
    const bool is_named = type.enumeration && !type.enumeration->native_name.empty();
    const kind_name name = find_type_name(names, type.kind);
    if (is_named && out.dialect.definitions.has_named_enums)
        out.qualified(type.enumeration->native_schema, type.enumeration->native_name);
    else
        out.put(cast ? cast_name(name) : name.column);
    if (type.kind == type_kind::decimal && type.precision > 0 && out.dialect.values.has_exact_decimals) {
        out.put('(');
        out.text.put_number(std::uint64_t{type.precision});
        out.put(", ");
        out.text.put_number(std::uint64_t{type.scale});
        out.put(')');
    }
    if (is_array) out.put(find_type_name(names, type_kind::array).column);
}

/// `{type}`, and `{kind}`, which is without digits: what stands in a document is not rounded to them.
constexpr void print_type_hole(writer& out, std::string_view hole, sql_type type) {
    if (hole == "kind") type.precision = 0;
    print_type_name(out, type, true);
}

/// How an item of a JSON list is read that is of a kind.
constexpr operation item_operation(type_kind kind) {
    if (kind == type_kind::json) return operation::item_part;
    if (kind == type_kind::boolean) return operation::item_boolean;
    if (is_whole_number(kind)) return operation::item_whole;
    return is_number(kind) ? operation::item_real : operation::item_text;
}
/// An item of a JSON list; `print` prints what stands before a column of it.
template <class Print> constexpr void print_json_item(writer& out, sql_type type, Print print) {
    std::string_view pattern = out.dialect.spelled(item_operation(type.kind)).pattern;
    for (std::size_t open = 0; (open = pattern.find('{')) != pattern.npos;) {
        const std::size_t close = pattern.find('}', open);
        out.put(pattern.substr(0, open));
        const std::string_view hole = pattern.substr(open + 1, close - open - 1);
        if (hole == "of") print();
        if (hole == "type" || hole == "kind") print_type_hole(out, hole, type);
        if (hole == "path") {
            out.put(out.dialect.values.json_paths.begin);
            out.put(out.dialect.values.json_paths.end);
        }
        pattern.remove_prefix(close + 1);
    }
    out.put(pattern);
}
constexpr bool is_json_item(std::string_view step) { return step.front() >= '0' && step.front() <= '9'; }
/// A path in JSON: keys and numbers with points between them. Keys are names of members.
constexpr void print_json_path(writer& out, std::string_view path, const json_path_form& form) {
    out.put(form.begin);
    for (std::string_view separator; !path.empty(); separator = form.separator) {
        const std::size_t end = path.find('.');
        const std::string_view step = path.substr(0, end);
        const bool is_item = is_json_item(step);
        out.put(separator);
        out.put(is_item ? form.item_before : form.key_before);
        out.put(step);
        out.put(is_item ? form.item_behind : form.key_behind);
        path = end == path.npos ? std::string_view{} : path.substr(end + 1);
    }
    out.put(form.end);
}
constexpr bool has_json_item(std::string_view path) {
    for (std::size_t i = 0; i < path.size(); ++i)
        if ((i == 0 || path[i - 1] == '.') && is_json_item(path.substr(i))) return true;
    return false;
}
/// The pattern of what a path leads to.
constexpr std::string_view json_part_pattern(const writer& out, std::string_view path, bool as_text) {
    const value_facts& facts = out.dialect.values;
    if (has_json_item(path)) return as_text ? facts.json_item_text : facts.json_item;
    return as_text ? facts.json_part_text : facts.json_part;
}
/// `{path}`, `{root}` and `{way}`.
constexpr bool print_path_hole(writer& out, std::string_view hole, std::string_view path) {
    if (hole == "path" || hole == "root")
        print_json_path(out, hole == "path" ? path : std::string_view{}, out.dialect.values.json_paths);
    else if (hole == "way")
        print_json_path(out, path, {.begin = "", .end = ""});
    else
        return false;
    return true;
}
/// A column's number in its full-text table, of whose columns the key is none.
constexpr void print_text_column(writer& out, const node& column) {
    const table_info& table = column.table();
    std::uint64_t number = column.column;
    for (std::size_t i = 0; i < column.column; ++i)
        if (table.columns[i].key) --number;
    out.text.put_number(number);
}
/// Whether the columns of a table have the names that its function gives them.
constexpr bool has_fixed_columns(const writer& out, const source* from) {
    return from && from->function && !out.dialect.values.row_value.empty();
}
/// A column of a function's rows, where they have names of their own: the value, or its position.
constexpr void print_function_column(writer& out, const source& from, std::size_t column) {
    const value_facts& facts = out.dialect.values;
    const auto before = [&] { out.before_column(from.table(), from.own_name(), out.qualify); };
    const bool is_item = column == 0 && from.function->op == operation::rows_of_json;
    if (is_item) return print_json_item(out, from.table().columns[0].type, before);
    before();
    out.put(column == 0 ? facts.row_value : facts.row_position);
}

constexpr void print_column(writer& out, const node& at) {
    const column_info& column = at.table().columns[at.column];
    if (at.side != row_side::current) {
        out.put(at.side == row_side::before ? "old." : "new.");
        return out.identifier(column.name);
    }
    if (const source* const rows = out.scope ? out.scope->find(at) : nullptr; has_fixed_columns(out, rows)) {
        const bool qualified = out.qualify;
        out.qualify = qualified || !out.scope->find_own(at);
        print_function_column(out, *rows, at.column);
        out.qualify = qualified;
        return;
    }
    const bool is_named = out.scope && (!out.scope->find_own(at) || is_read_otherwise(out, column));
    const source* const from = out.scope ? out.scope->find(at) : nullptr;
    out.before_column(at.table(), from ? from->own_name() : at.alias, out.qualify || is_named);
    out.identifier(column.name);
}

/// The name of a function of the program's own; before a dot stands its schema.
constexpr void print_function_name(writer& out, std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == name.npos) return out.identifier(name);
    out.qualified(name.substr(0, dot), name.substr(dot + 1));
}

/// A column's value in the usual form, unless its stored one is asked for.
constexpr void print_column_value(writer& out, const node& at) {
    if (out.as_stored) return print_column(out, at);
    const column_info& column = at.table().columns[at.column];
    const auto print = [&] { print_document(out, column, [&] { print_column(out, at); }); };
    print_read(out, column, [&] { print_in_zone(out, column, print); });
}

/// A column of the row that was to be inserted, in an upsert.
constexpr void print_excluded_name(writer& out, std::string_view column) {
    const std::string_view pattern = out.dialect.statements.excluded;
    const std::size_t hole = pattern.find("{0}");
    out.put(pattern.substr(0, hole));
    out.identifier(column);
    out.put(pattern.substr(hole + 3));
}
constexpr void print_excluded(writer& out, const node& at) {
    const column_info& column = at.table().columns[at.column];
    print_read(out, column, [&] { print_in_zone(out, column, [&] { print_excluded_name(out, column.name); }); });
}

/// A value of the program. Of a named enum it says its type, since nothing but a column beside it would: it would be
/// text.
constexpr void print_given(writer& out, const node& at) {
    if (out.literals && at.kind == node_kind::value) return print_literal(out, out.literals[out.at.next.values++]);
    const enumeration_info* const names = at.type.list ? nullptr : at.type.enumeration;
    const bool is_named = names && !names->native_name.empty() && out.dialect.definitions.has_named_enums;
    if (is_named) out.put("CAST(");
    out.placeholder(at);
    if (!is_named) return;
    out.put(" AS ");
    print_type_name(out, at.type, true);
    out.put(')');
}

constexpr const column_info* column_of(const node& given) {
    const node& at = unnamed(given);
    return at.kind == node_kind::column ? &at.table().columns[at.column] : nullptr;
}
/// What stands beside a value: a column, if it is one, and whether only the database knows its type.
struct column_beside {
    const column_info* column = nullptr;
    bool is_of_query = false;

    constexpr column_beside() = default;
    constexpr explicit column_beside(const column_info& of) : column(&of) {}
    constexpr column_beside(const writer& out, const node& at) : column(column_of(at)) {
        is_of_query = column && column->type.kind == type_kind::text && out.scope && out.scope->is_of_query(at);
    }
};
constexpr bool is_bound(const node& at) { return at.kind == node_kind::value || at.kind == node_kind::parameter; }

/// Whether an expression is a condition by its form, rather than a boolean value.
constexpr bool is_condition(const node& given) {
    const node& at = unnamed(given);
    switch (at.kind) {
    case node_kind::row_comparison:
    case node_kind::page:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::exists_query:
    case node_kind::in_query: return true;
    case node_kind::unary: return at.op != operation::negate;
    case node_kind::binary:
        return at.op <= operation::logical_or || (at.op >= operation::like && at.op <= operation::contains);
    default: return false;
    }
}
/// Operators whose operands are of one type: text beside a column takes the column's.
constexpr bool compares(operation op) {
    return (op >= operation::equal && op <= operation::is_not_distinct_from) || op == operation::in_list ||
           op == operation::not_in_list;
}

/// Makes what an operand holds the next; the operands of `at` begin at `begins`.
constexpr void seek_operand(writer& out, const node& at, std::size_t index, const content& begins) {
    content before = begins;
    const node* operand = &at + 1;
    for (; index > 0; --index) {
        const node* const next = skip(operand);
        before += content_of(operand, next, behind(out.parts, before));
        operand = next;
    }
    out.at.next = before;
}

/// Goes past an expression that is printed in another way.
constexpr void pass_over(writer& out, const node& at) {
    out.at.next += content_of(&at, skip(&at), behind(out.parts, out.at.next));
}

/// Prints a named expression. Where the query has it already it is the same to the database only with the same
/// placeholders.
template <class Print> constexpr void print_named(writer& out, const node& at, Print print) {
    const named_places::place* const first = out.places ? out.places->find(at.alias) : nullptr;
    if (!first) {
        if (out.places) out.places->add(at.alias, out.at);
        return print();
    }
    const bool numbered = out.dialect.lexical.placeholders == placeholder_form::numbered;
    const position here = out.at;
    const bool again = out.again;
    out.at.next = first->at.next;
    if (numbered) out.at.placeholders = first->at.placeholders;
    out.again = true;
    print();
    out.again = again;
    if (numbered) out.at.placeholders = here.placeholders;
    out.at.next = here.next;
    pass_over(out, at);
}

/// Prints operands of a node in any order, each as often as it is wanted, with one placeholder for each value.
template <std::size_t Most> struct operand_printer {
    writer& out;
    const node& at;
    content begins = out.at.next;
    std::uint16_t placeholders[Most]{}; ///< how many were given out before an operand was first printed
    bool printed[Most]{};
    std::size_t expected = 0; ///< the operand that comes next if they are printed in their order
    bool in_order = true;

    /// `print` takes the operand.
    template <class Print> constexpr void operator()(std::size_t index, Print print) {
        const bool again = printed[index];
        const std::uint16_t after = out.at.placeholders;
        if (index != expected) {
            in_order = false;
            seek_operand(out, at, index, begins);
        }
        expected = index + 1;
        // Under the numbers that it had the first time, where placeholders have numbers.
        const bool rewinds = again && out.dialect.lexical.placeholders == placeholder_form::numbered;
        if (rewinds) out.at.placeholders = placeholders[index];
        if (!again) placeholders[index] = after;
        printed[index] = true;
        const bool outside = out.again;
        out.again = out.again || again;
        print(operand_of(at, index));
        out.again = outside;
        if (rewinds) out.at.placeholders = after;
    }
    constexpr void leave() {
        if (!in_order) seek_operand(out, at, at.arity, begins);
    }
};

/// Whether two columns store their values in one form; of flags it is not said.
constexpr bool are_stored_alike(const column_info& left, const column_info& right) {
    return left.stored.kind == right.stored.kind && left.type.kind == right.type.kind && !left.stored.is_flag();
}
/// Whether a column is equal to a bound value, or to a column that is stored alike, in the form in which it is stored,
/// so that an index serves.
constexpr bool is_equal_as_stored(const writer& out, const node* column, const node* value, operation op) {
    if (op != operation::equal && op != operation::not_equal) return false;
    if (column->kind != node_kind::column || out.literals) return false;
    const column_info& stored = column->table().columns[column->column];
    const stored_spelling* const form = spelling_of(out.dialect, stored);
    if (!form || !form->is_exact) return false;
    if (value->kind != node_kind::column) return is_bound(*value);
    return are_stored_alike(stored, value->table().columns[value->column]);
}
/// Whether the sum or the average of a type is of another one in SQL than in C++.
constexpr bool changes_type(const node* at) {
    if (at->op != operation::sum && at->op != operation::avg) return false;
    return at[1].type.kind != at->type.kind || (at->op == operation::sum && at->type.kind == type_kind::big_integer);
}
/// Whether a sum would be calculated in the type of its argument, whose digits it then has.
constexpr bool sums_in_single_precision(const node* at) {
    return at->op == operation::sum && at[1].type.kind == type_kind::real;
}

/// Whether a pattern is a function of that name, or casts one.
constexpr bool calls(std::string_view pattern, std::string_view name) {
    const std::size_t at = pattern.find(name);
    if (at == pattern.npos || (at > 0 && pattern[at - 1] != '(')) return false;
    return at + name.size() == pattern.size() || pattern[at + name.size()] == '(';
}
/// Whether a database may call a selected expression by a name: a cast by that of its column, a query by that of what
/// it selects, a function by its own.
constexpr bool may_be_called(const dialect_info& dialect, const node& item, std::string_view name) {
    if (item.kind == node_kind::cast && operand_of(item, 0).kind == node_kind::column)
        return column_of(operand_of(item, 0))->name == name;
    if (item.kind == node_kind::cast) return may_be_called(dialect, operand_of(item, 0), name);
    if (item.kind == node_kind::scalar_query) {
        const clause* const inner = item.query->first_query().find(clause_kind::select);
        if (!inner || inner->items == 0) return false;
        const column_info* const column = column_of(*inner->nodes);
        return column ? column->name == name : may_be_called(dialect, *inner->nodes, name);
    }
    if (item.kind == node_kind::window) return may_be_called(dialect, operand_of(item, 0), name);
    if (item.kind == node_kind::case_when) return name == "case";
    if (item.kind == node_kind::exists_query) return name == "exists";
    return item.op != operation::none && calls(dialect.spelled(item.op).pattern, name);
}

constexpr void print_power_of_ten(writer& out, unsigned exponent) {
    out.put('1');
    for (; exponent > 0; --exponent) out.put('0');
}
} // namespace detail
} // namespace v0
} // namespace refract
