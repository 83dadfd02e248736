// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/stored_forms.hpp>
#include <refract/sql/print_literal.hpp>
#include <refract/sql/time_zone.hpp>
#include <refract/sql/writer.hpp>
#include <refract/tree/node.hpp>
#include <refract/tree/walk.hpp>

#include <cstdint>
#include <limits>
#include <string_view>

/// \file
/// Columns that store their values in a form of their own: the operand inside the pattern of the dialect.

namespace refract {
inline namespace v0 {
namespace detail {

/// The dialect's row of a column's form; null if it is the usual one.
constexpr const stored_spelling* spelling_of(const dialect_info& dialect, const column_info& column) {
    return find_spelling(dialect.stored_forms, column.stored.kind, column.type.kind);
}
/// Whether some column of a table is stored in a form of its own in this database.
constexpr bool has_stored_forms(const dialect_info& dialect, const table_info& table) {
    for (const column_info& each : table.all())
        if (spelling_of(dialect, each)) return true;
    return false;
}
/// The type of a value that is bound for a column.
constexpr sql_type bound_type(const dialect_info& dialect, const column_info& column) {
    sql_type type = column.type;
    const stored_spelling* const form = spelling_of(dialect, column);
    type.as_bytes = form && form->binds_bytes;
    return type;
}

constexpr void print_flag_value(writer& out, const stored_form& form, bool yes) {
    if (form.kind == stored_kind::text_flag)
        out.text_literal(yes ? form.yes_text : form.no_text);
    else
        out.text.put_number(yes ? form.yes_number : form.no_number);
}

/// Prints a pattern; where it has its operand several times, all of them have the same placeholders.
template <class Operand>
constexpr void print_form(writer& out, std::string_view pattern, const stored_form& form, Operand operand) {
    const auto before = out.at;
    for (std::size_t brace = 0; (brace = pattern.find('{')) != pattern.npos;) {
        out.put(pattern.substr(0, brace));
        const char kind = pattern[brace + 1];
        if (kind == '}') {
            out.at = before;
            operand();
        } else {
            print_flag_value(out, form, kind == 'y');
        }
        pattern.remove_prefix(pattern.find('}', brace) + 1);
    }
    out.put(pattern);
}

/// Prints a column in the usual form, whatever the form in which it is stored.
template <class Column> constexpr void print_read(writer& out, const column_info& column, Column print) {
    const stored_spelling* const form = spelling_of(out.dialect, column);
    if (!form) return print();
    out.put('(');
    print_form(out, form->read, column.stored, print);
    out.put(')');
}
/// The same in a list of columns, where it keeps its name.
template <class Column> constexpr void print_read_as(writer& out, const column_info& column, Column print) {
    print_read(out, column, print);
    if (!spelling_of(out.dialect, column)) return;
    out.put(" AS ");
    out.identifier(column.name);
}
/// The whole numbers that a kind of value can be.
constexpr number_range range_of_kind(type_kind kind) {
    if (kind == type_kind::small_integer) return {-32'768, 32'767};
    if (kind == type_kind::integer) return {-2'147'483'648, 2'147'483'647};
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}
/// Whether an expression is a whole number of 64 bits or an error, whatever its operands are. What is bound or read
/// from a column is one; one of several such values is as well.
constexpr bool is_whole_or_error(const node& at) {
    const node& function = at.kind == node_kind::window ? *(&at + 1) : at;
    if (!is_whole_number(function.type.kind)) return false;
    if (at.kind == node_kind::value || at.kind == node_kind::parameter || at.kind == node_kind::column) return true;
    if (at.op == operation::coalesce || at.op == operation::nullif) {
        for (const node& each : operands_of(at))
            if (!is_whole_or_error(each)) return false;
        return true;
    }
    if (function.kind == node_kind::aggregate) return function.op == operation::count || function.op == operation::sum;
    return at.kind == node_kind::window && function.op >= operation::row_number && function.op <= operation::ntile;
}
/// Whether what a column is set to may be more than its field holds, where the database does not look.
constexpr bool may_overflow(const dialect_info& dialect, const node& value, const column_info& column) {
    if (dialect.values.fit.empty() || value.kind == node_kind::null) return false;
    const bool is_computed =
        value.kind != node_kind::value && value.kind != node_kind::parameter && value.kind != node_kind::column;
    if (column.type.kind == type_kind::real) return is_computed || value.type.kind != type_kind::real;
    if (column.type.kind == type_kind::decimal || column.type.kind == type_kind::interval) return is_computed;
    if (!column.range.is_known()) return false;
    const number_range widest = range_of_kind(type_kind::big_integer);
    if (column.range.least == widest.least && column.range.greatest == widest.greatest && is_whole_or_error(value))
        return false;
    if (is_computed) return true;
    const number_range given =
        value.kind == node_kind::column ? value.table().columns[value.column].range : range_of_kind(value.type.kind);
    return given.least < column.range.least || given.greatest > column.range.greatest;
}
/// Prints what a column is set to so that what does not fit is refused.
template <class Value>
constexpr void print_fitting(writer& out, const node& value, const column_info& column, Value print) {
    if (!may_overflow(out.dialect, value, column)) return print();
    out.put(out.dialect.values.fit);
    out.put('(');
    print();
    const number_range widest = range_of_kind(type_kind::big_integer);
    if (column.type.kind == type_kind::interval ||
        (column.range.is_known() && column.range.least == widest.least && column.range.greatest == widest.greatest))
        return out.put(')'); // whole numbers of 64 bits need no limits
    for (const bool least : {true, false}) {
        out.put(", ");
        if (column.range.is_known())
            out.text.put_number(least ? column.range.least : column.range.greatest);
        else if (column.type.kind == type_kind::decimal)
            put_decimal(out.text, least ? -999'999'999'999'999 : 999'999'999'999'999, column.type.scale);
        else
            out.put(least ? "-3.4028234663852886e38" : "3.4028234663852886e38"); // of a float
    }
    out.put(')');
}
/// Prints a value in the form in which a column stores it.
template <class Value>
constexpr void print_written(writer& out, const column_info& column, bool is_bound, Value print) {
    const stored_spelling* const form = spelling_of(out.dialect, column);
    if (!form || (is_bound && form->binds_bytes)) return print();
    out.put('(');
    print_form(out, form->write, column.stored, print);
    out.put(')');
}

/// Prints the time at which the statement runs, in the form in which a column stores it.
constexpr void print_moment(writer& out, const column_info& column) {
    print_zone_taken(out, column, false,
                     [&] { print_written(out, column, false, [&] { out.put(out.dialect.values.moment); }); });
}

} // namespace detail
} // namespace v0
} // namespace refract
