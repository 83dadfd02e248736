// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/bytes.hpp>
#include <refract/codec/codec.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// What an array can hold: what a column can hold, but for arrays, and for views, which nothing would keep alive.
/// Vectors of single bytes are bytes.
template <class Item> constexpr bool is_array_item() {
    using value = without_optional<Item>;
    if constexpr (any_byte<Item>) // which is not asked whether it is an enum
        return false;
    else if constexpr (!storable<Item>)
        return false;
    else
        return codec<value>::type.kind != type_kind::array && !std::is_same_v<value, std::string_view> &&
               !std::is_same_v<value, wire::bytes> && !std::is_pointer_v<value>;
}
template <class Item>
concept array_item = is_array_item<Item>();

constexpr sql_type array_of(sql_type item) {
    item.item = item.kind;
    item.kind = type_kind::array;
    return item;
}

/// Adds what a codec made of an item; a text or bytes that it made for the call are kept.
template <class Wire, class Made> void add_to_list(wire::list<Wire>& list, Made&& made) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Made>, Wire>) {
        list.items.add().value = std::forward<Made>(made);
    } else if constexpr (std::is_same_v<std::remove_cvref_t<Made>, wire::made_json>) {
        list.items.add().value = Wire{list.kept.emplace_back(std::forward<Made>(made).text)};
    } else {
        using unit = typename std::remove_cvref_t<Made>::value_type;
        const std::string& kept = list.kept.emplace_back(reinterpret_cast<const char*>(made.data()), made.size());
        list.items.add().value = Wire(reinterpret_cast<const unit*>(kept.data()), kept.size());
    }
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_null_in_array() {
    throw conversion_error("an array holds a NULL; a field that takes it is a std::vector of std::optional");
}

} // namespace detail

/// An array of PostgreSQL: integer[], text[], of an enum's type, ...; of one dimension. `std::vector<std::optional<T>>`
/// takes NULLs as well. SQLite has no arrays: a model with one does not compile there (E063).
/// Errors: `conversion_error` for a NULL among items that are not optional, and for a stored array of several
/// dimensions or one that does not begin at 1.
template <detail::array_item Item> struct codec<std::vector<Item>> {
    using value = detail::without_optional<Item>;
    using wire = refract::wire::list<typename codec<value>::wire>;
    static constexpr sql_type type = detail::array_of(codec<value>::type);

    static wire encode(const std::vector<Item>& values) {
        wire list;
        list.items.reserve(values.size());
        list.kept.reserve(std::is_same_v<decltype(codec<value>::encode(std::declval<const value&>())),
                                         typename codec<value>::wire>
                              ? 0
                              : values.size()); // what is kept may not move any more
        for (const auto& each : values)
            if constexpr (!detail::is_optional<Item>)
                detail::add_to_list(list, codec<value>::encode(each));
            else if (each)
                detail::add_to_list(list, codec<value>::encode(*each));
            else
                list.items.add().null = true;
        return list;
    }
    static void decode(const wire& stored, std::vector<Item>& out) {
        out.clear();
        out.reserve(stored.items.size());
        for (const auto& each : stored.items) {
            if (each.null) {
                if constexpr (detail::is_optional<Item>)
                    out.emplace_back();
                else
                    detail::throw_null_in_array();
                continue;
            }
            value made{};
            codec<value>::decode(each.value, made);
            out.push_back(std::move(made));
        }
    }
};

} // namespace v0
} // namespace refract
