// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_numeric.hpp>
#include <refract/driver/postgres_types.hpp>
#include <refract/driver/postgres_wire.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

/// \file
/// PostgreSQL's arrays of one dimension, in the binary format.
/// Source: array_recv and array_send in src/backend/utils/adt/arrayfuncs.c.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Item> void put_postgres(postgres_buffer& to, postgres_oid item, const wire::list<Item>& list) {
    bool has_null = false;
    for (const auto& each : list.items) has_null |= each.null;
    to.put_number(std::int32_t{list.items.empty() ? 0 : 1}); // dimensions
    to.put_number(std::int32_t{has_null});
    to.put_number(item);
    if (list.items.empty()) return;
    check_postgres_size(list.items.size());
    to.put_number(static_cast<std::int32_t>(list.items.size()));
    to.put_number(std::int32_t{1}); // the first item's number
    for (const auto& each : list.items)
        if (each.null)
            to.put_number(std::int32_t{-1});
        else
            append_postgres_field(to, item, each.value);
}

/// One item; false where its bytes cannot be a value of the type.
template <class Item> postgres_complaint take_postgres_item(const char* from, int size, postgres_oid type, Item& out) {
    constexpr postgres_complaint no_item = "holds an array whose items have another length than their type";
    if constexpr (std::is_same_v<Item, bool>) {
        if (size != 1) return no_item;
        out = *from != 0;
    } else if constexpr (std::is_arithmetic_v<Item>) {
        if (size != static_cast<int>(sizeof(Item))) return no_item;
        out = load_big_endian<Item>(from);
    } else if constexpr (std::is_same_v<Item, std::string_view>) {
        out = {from, static_cast<std::size_t>(size)};
    } else if constexpr (std::is_same_v<Item, wire::bytes>) {
        out = {reinterpret_cast<const std::byte*>(from), static_cast<std::size_t>(size)};
    } else if constexpr (std::is_same_v<Item, wire::json>) {
        out.text = {from, static_cast<std::size_t>(size)};
        if (type != oid::jsonb) return nullptr;
        if (!out.text.starts_with('\1')) return "holds no jsonb of the version that is known";
        out.text.remove_prefix(1);
    } else if constexpr (std::is_same_v<Item, wire::uuid>) {
        if (size != static_cast<int>(out.bytes.size())) return no_item;
        std::memcpy(out.bytes.data(), from, out.bytes.size());
    } else if constexpr (std::is_same_v<Item, wire::decimal>) {
        return postgres_decode_numeric(from, size, out);
    } else if constexpr (std::is_same_v<Item, wire::time>) {
        if (size != 8) return no_item;
        out.microseconds = load_big_endian<std::int64_t>(from);
    } else if constexpr (postgres_varying<Item>) {
        return take_postgres(from, size, type, out);
    } else {
        constexpr int wanted = std::is_same_v<Item, wire::date> ? 4 : std::is_same_v<Item, wire::interval> ? 16 : 8;
        if (size != wanted) return no_item;
        return postgres_decode(from, out);
    }
    return nullptr;
}

/// `read_as`: the array's type. Of arrays of users' types only those whose items are text come here as text[].
template <class Item>
postgres_complaint take_postgres(const char* from, int length, postgres_oid read_as, wire::list<Item>& out) {
    constexpr postgres_complaint no_array = "holds no array as PostgreSQL writes it";
    constexpr int head = 12, dimension = 8;
    out.items.clear();
    if (length < head) return no_array;
    const auto dimensions = load_big_endian<std::int32_t>(from);
    const auto type = load_big_endian<postgres_oid>(from + 8);
    const bool is_users_text = type >= oid::first_of_users && read_as == oid::text_array;
    if (!postgres_accepts(kind_of_wire<Item>, is_users_text ? oid::text : type))
        return "holds an array of another type than the field's";
    if (dimensions == 0) return length == head ? nullptr : no_array;
    if (dimensions != 1) return "holds an array of several dimensions, where a std::vector has one";
    if (length < head + dimension) return no_array;
    const auto count = load_big_endian<std::int32_t>(from + head);
    if (count < 0 || count > (length - head - dimension) / 4) return no_array;
    if (load_big_endian<std::int32_t>(from + head + 4) != 1)
        return "holds an array that does not begin at 1, which a std::vector would forget";
    const char* const end = from + length;
    from += head + dimension;
    out.items.reserve(static_cast<std::size_t>(count));
    for (std::int32_t i = 0; i < count; ++i) {
        auto& each = out.items.add();
        if (end - from < 4) return no_array;
        const auto size = load_big_endian<std::int32_t>(from);
        from += 4;
        each.null = size == -1;
        if (each.null) continue;
        if (size < 0 || size > end - from) return no_array;
        if (const postgres_complaint complaint = take_postgres_item(from, size, type, each.value)) return complaint;
        from += size;
    }
    return from == end ? nullptr : no_array;
}

} // namespace detail
} // namespace v0
} // namespace refract
