// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/array.hpp>
#include <refract/schema/table_info.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// A column of many rows as one list.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether many values of a column can be sent as a list: its type is the same in every database.
constexpr bool is_listable(const column_info& column) {
    const sql_type& type = column.type;
    return type.kind != type_kind::array && type.kind != type_kind::json && type.form == column_form::usual &&
           !type.of_column && !type.as_bytes && column.stored.kind == stored_kind::usual &&
           !(type.enumeration && !type.enumeration->native_name.empty());
}

/// Optional: whether times are the same in columns with a time zone and in those without one. Else a list of them,
/// which has a zone, would be shifted.
template <class Connection>
concept knows_zone = requires(const Connection& connection) {
    { connection.is_in_utc() } -> std::same_as<bool>;
};

/// The values of a field of many objects.
template <class Value> struct field_list {
    using wire_type = typename codec<Value>::wire;
    using made = std::remove_cvref_t<decltype(codec<Value>::encode(std::declval<const Value&>()))>;
    wire::list<wire_type> list;

    void start(std::size_t count) {
        list.items.reserve(count);
        if constexpr (!std::is_same_v<made, wire_type>) list.kept.reserve(count); // what is kept may not move
    }
    template <class Field> void add(const Field& field) {
        if constexpr (!is_optional<Field>)
            detail::add_to_list(list, codec<Field>::encode(field));
        else if (field)
            add(*field);
        else
            list.items.add().null = true;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
