// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_stored.hpp>
#include <refract/sql/writer.hpp>

#include <string_view>

/// \file
/// Columns whose type the model spells and which are not of a field's usual form: `CAST("ip" AS text)` where
/// they are read. What is bound for a column takes its type.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a column of the rows is printed with a cast. Elsewhere its table's name stands before it: in ORDER BY
/// its own name would mean what is read, a text, and sort as one.
constexpr bool is_read_otherwise(const writer& out, const column_info& column) {
    return column.type.form != column_form::usual && !out.dialect.values.moment_when_read.empty() &&
           !spelling_of(out.dialect, column);
}

/// Prints a column of the rows; `print` prints the column itself.
template <class Print> constexpr void print_read_column(writer& out, const column_info& column, Print print) {
    if (!is_read_otherwise(out, column)) return print_read_as(out, column, print);
    const column_form form = column.type.form;
    out.put(form == column_form::address ? out.dialect.values.address_when_read : "CAST(");
    print();
    if (form != column_form::address) {
        const kind_name usual = find_type_name(out.dialect.definitions.type_names, column.type.kind);
        out.put(" AS ");
        out.put(column.type.kind == type_kind::timestamp ? out.dialect.values.moment_when_read : cast_name(usual));
    }
    out.put(')');
}

/// What a value is declared as that is stored in a column or compared with it. Times and JSON are of two types
/// each, which only the database can tell apart.
constexpr sql_type bound_type(const column_info& column, sql_type value) {
    if (column.stored.kind != stored_kind::usual) return value;
    value.of_column |=
        column.type.of_column || column.type.kind == type_kind::timestamp || column.type.kind == type_kind::json;
    value.form = column.type.form;
    return value;
}

} // namespace detail
} // namespace v0
} // namespace refract
