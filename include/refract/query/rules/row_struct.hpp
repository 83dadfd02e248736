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

/// The columns of the rows and the fields of the struct that they fill.
constexpr violation check_row_struct(const clause& each, const scope& in) {
    if (find_whole(each, in)) return {};
    const table_info& row = each.table();
    if (!each.alias.empty()) return {rule::column_in_query, each.alias};
    if (each.items > 0 && each.items != row.column_count) return {rule::row_width, row.name};
    const node* item = each.nodes;
    for (const column_info& field : row.all()) {
        sql_type type{};
        bool nullable = false;
        if (each.items > 0) {
            type = item->type;
            nullable = is_nullable(*item, in);
            item = skip(item);
        } else {
            const field_source found = find_field(field.field, in);
            if (found.found != 1) return {rule::row_field_exists, row.name, field.field};
            const column_info& column = found.from->table().columns[found.column];
            type = column.type;
            nullable = column.nullable || found.from->nullable;
        }
        if (!same_stored_type(field.type, type)) return {rule::row_field_type, row.name, field.field};
        if (nullable && !field.nullable) return {rule::row_field_nullable, row.name, field.field};
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
