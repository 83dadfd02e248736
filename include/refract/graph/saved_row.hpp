// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/at.hpp>
#include <refract/graph/row_keys.hpp>
#include <refract/query/key_values.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The row of a tree as save() sees it: which of its fields are written, and where its key and its version are.

namespace refract {
inline namespace v0 {
namespace detail {

/// The columns of a row that the row around it decides.
struct nothing_tied {
    static constexpr column_list list{};
};
template <class Row, std::size_t Field> struct tied_below {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr column_list list = relation.is_parents || relation.is_over_link() ? column_list{} : relation.to;
};
/// The columns of a row that other rows of the tree decide: the row around it, and those whose keys it holds.
template <class Row, class Tied> struct decided_columns {
    static constexpr column_list find() {
        column_list made = Tied::list;
        if constexpr (has_levels<Row> && !kind_variant<Row>) {
            const auto add_each = [&](const level_relation& each) {
                for (std::size_t i = 0; each.is_parents && i < each.from.count; ++i)
                    if (!made.contains(each.from.columns[i])) made.add(each.from.columns[i]);
            };
            [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                (add_each(relation_of<Row, Field>), ...);
            }(related_fields_of<Row>{});
        }
        return made;
    }
    static constexpr column_list list = find();
};
/// The columns of a struct's fields that save() writes; not its key, nor what the database or the tree decides.
template <class Row, class Tied> constexpr auto list_saved_fields() {
    struct {
        std::size_t fields[level_fields_of<Row>.size() + 1]{};
        std::size_t count = 0;
    } made;
    const table_info& table = table_of<level_model_t<Row>>();
    constexpr const column_list& taken = decided_columns<Row, Tied>::list;
    for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i) {
        const level_field& each = level_fields_of<Row>[i];
        if (!each.is_value() || each.is_computed() || taken.contains(each.column)) continue;
        if constexpr (is_kind<Row>)
            if (each.column == kind_column_of<Row>) continue;
        const column_info& column = table.columns[each.column];
        if (is_updated(table, each.column) && !column.version && !column.updated_at) made.fields[made.count++] = i;
    }
    return made;
}
template <class Row, class Tied> inline constexpr auto saved_fields_of = list_saved_fields<Row, Tied>();
template <class Row, class Tied, std::size_t... Index> auto list_saved_indexes(std::index_sequence<Index...>)
    -> std::index_sequence<saved_fields_of<Row, Tied>.fields[Index]...>;
template <class Row, class Tied> using saved_field_indexes =
    decltype(detail::list_saved_indexes<Row, Tied>(std::make_index_sequence<saved_fields_of<Row, Tied>.count>{}));

/// Where a struct has a column of its model; past its fields if it has none.
template <class Row> constexpr std::size_t field_of_column(std::size_t column) {
    std::size_t at = 0;
    while (at < level_fields_of<Row>.size() &&
           !(level_fields_of<Row>[at].is_value() && level_fields_of<Row>[at].column == column))
        ++at;
    return at;
}
template <class Row> constexpr bool has_fields_of(const column_list& columns) {
    if constexpr (kind_variant<Row>)
        return [&]<class... Kind>(type_list<Kind...>) {
            return (has_fields_of<Kind>(columns) && ...);
        }(kinds_of_row<Row>{});
    for (std::size_t i = 0; i < columns.count; ++i)
        if (field_of_column<Row>(columns.columns[i]) == level_fields_of<Row>.size()) return false;
    return columns.count > 0;
}
/// The columns that a struct's fields hold.
template <class Values, class Row> Values values_of_struct(const Row& row) {
    if constexpr (kind_variant<Row>)
        return detail::with_kind(row, [](const auto& kind) { return values_of_struct<Values>(kind); });
    else
        return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return Values{{make_key_part<std::tuple_element_t<Index, decltype(Values::all)>>(
                field_of<field_of_column<Row>(Values::columns.columns[Index])>(row))...}};
        }(std::make_index_sequence<Values::columns.count>{});
}
/// The version that a struct holds, if its model has one and the struct has its field.
template <class Row> struct version_columns {
    static constexpr column_list find() {
        const table_info& table = table_of<level_model_t<Row>>();
        for (std::size_t i = 0; !kind_variant<Row> && i < table.column_count; ++i) { // each kind has its own
            column_list made;
            made.add(i);
            if (table.columns[i].version && has_fields_of<Row>(made)) return made;
        }
        return {};
    }
    static constexpr column_list list = find();
};
template <class Row> using version_values = values_of_list<level_model_t<Row>, version_columns<Row>>;
template <class Row> inline constexpr bool has_version = version_columns<Row>::list.count > 0;
/// What each update of a row changes by itself, and the struct has: its version, the time of the last write, and what
/// is computed of other columns.
template <class Row> struct renewed_columns {
    static constexpr column_list find() {
        column_list made = version_columns<Row>::list;
        const table_info& table = table_of<level_model_t<Row>>();
        for (std::size_t i = 0; !kind_variant<Row> && i < table.column_count; ++i) {
            column_list own;
            own.add(i);
            const column_info& column = table.columns[i];
            const bool is_computed = column.generated || (column.always_made && !column.key);
            if ((column.updated_at || is_computed) && !column.version && has_fields_of<Row>(own)) made.add(i);
        }
        return made;
    }
    static constexpr column_list list = find();
};
template <class Row> using renewed_values = values_of_list<level_model_t<Row>, renewed_columns<Row>>;
template <class Row> inline constexpr bool is_renewed = renewed_columns<Row>::list.count > 0;

namespace by_name {
/// The row that a field holds, if it holds one.
template <class Field> auto* row_inside(Field& field) {
    if constexpr (related_rows<std::remove_const_t<Field>>::room == cardinality::one)
        return __builtin_addressof(field);
    else
        return field ? __builtin_addressof(*field) : nullptr;
}
/// The rows that a field holds, whatever it is.
template <class Field> auto rows_inside(Field& field) {
    std::vector<typename related_rows<Field>::row*> rows;
    if constexpr (related_rows<Field>::room == cardinality::many)
        detail::visit_rows(field, [&](auto& each) { rows.push_back(__builtin_addressof(each)); });
    else if (auto* const only = detail::row_inside(field))
        rows.push_back(only);
    return rows;
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
