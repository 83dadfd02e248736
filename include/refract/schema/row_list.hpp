// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/schema/fields.hpp>
#include <refract/schema/sql_type.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

/// A list of structs that a query reads as a table: `param<row_list<Price>>` stands for one.
template <class Row> struct row_list {
    std::vector<Row> rows{};
};

namespace detail {

/// Whether a field has a form in such a list. JSON as it is would be read as a part of the list.
template <class Field> constexpr bool is_listed_field() {
    if constexpr (storable<Field>) {
        constexpr type_kind kind = kind_of<without_optional<Field>>;
        return kind != type_kind::none && kind != type_kind::json && kind != type_kind::array;
    } else {
        return false;
    }
}
template <class Row, std::size_t... Index> constexpr bool has_listed_fields(std::index_sequence<Index...>) {
    return (is_listed_field<field_type<Row, Index>>() && ...);
}
template <class Row> constexpr bool is_listed_row() {
    if constexpr (reflectable<Row>)
        return has_listed_fields<Row>(std::make_index_sequence<field_count<Row>>{});
    else
        return false;
}
template <class Row> using check_listed_row = check_that<is_listed_row<Row>(), rule::rows_have_plain_fields, Row>;

template <class Row> inline constexpr bool has_known_values<row_list<Row>> = false; // it is no field of a model
template <class> struct values_mistake;
template <class Row> struct values_mistake<row_list<Row>> {
    using type = failed<rule::rows_have_plain_fields, Row>;
};

} // namespace detail
} // namespace v0
} // namespace refract
