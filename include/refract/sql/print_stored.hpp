// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/stored_forms.hpp>
#include <refract/sql/writer.hpp>

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
/// Prints a value in the form in which a column stores it.
template <class Value>
constexpr void print_written(writer& out, const column_info& column, bool is_bound, Value print) {
    const stored_spelling* const form = spelling_of(out.dialect, column);
    if (!form || (is_bound && form->binds_bytes)) return print();
    out.put('(');
    print_form(out, form->write, column.stored, print);
    out.put(')');
}

} // namespace detail
} // namespace v0
} // namespace refract
