// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/violation.hpp>
#include <refract/tree/nullable.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a field can hold what a column yields; views and owning types are alike.
constexpr bool same_stored_type(const sql_type& field, const sql_type& column) {
    return field.kind == column.kind && field.item == column.item && field.enumeration == column.enumeration &&
           field.scale == column.scale;
}

/// The columns of the rows and the fields of the struct that they fill; of what is no row, all has been said.
constexpr violation check_row_struct(const clause& each, const scope& in) {
    const row_info& row = *each.row;
    if (row.fields.empty()) return {};
    if (!each.alias.empty()) return {rule::column_in_query, each.alias};
    if (each.items > 0 && each.items != row.fields.size() && !row.is_level) return {rule::row_width, row.name()};
    const node* next = each.items > 0 ? each.nodes : nullptr;
    for (const field_info& field : row.fields) {
        const node* const item = next;
        if (item) next = skip(item);
        if (field.kind == field_kind::unknown) continue;
        sql_type type{};
        bool nullable = false;
        if (item) {
            type = item->type;
            nullable = is_nullable(*item, in);
        } else {
            const field_source found = find_field(field.name, in);
            if (found.found != 1) return {rule::row_field_exists, row.name(), field.name};
            const column_info& column = found.from->table().columns[found.column];
            type = column.type;
            nullable = column.nullable || found.from->nullable;
        }
        if (!same_stored_type(field.type, type)) return {rule::row_field_type, row.name(), field.name};
        if (nullable && !field.nullable) return {rule::row_field_nullable, row.name(), field.name};
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
