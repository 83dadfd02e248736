// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/meta/field_names.hpp>
#include <refract/meta/reflectable.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// Which member of a struct a member pointer means, and paths of several.

namespace refract {
inline namespace v0 {
namespace detail {

/// Members of members, from the outermost on: what `member_path<&User::address, &Address::city>` is. It stands wherever
/// a member pointer does.
template <auto First, auto... Rest> struct path_of_members {
    constexpr bool operator==(const path_of_members&) const = default;
};

template <class Other> constexpr auto refuse_member() {
    require<failed<rule::member_is_named, Other>>();
    return refused_type{};
}
/// What is no member, or a function: said where its struct or its type is asked for.
template <class Other> struct member_pointer {
    using owner = decltype(refuse_member<Other>());
    using field = int; // of which nothing further is wrong
};
template <class Struct, class Field>
    requires(!std::is_function_v<Field>)
struct member_pointer<Field Struct::*> {
    using owner = Struct;
    using field = Field;
};
template <auto First, auto... Rest> struct member_pointer<path_of_members<First, Rest...>> {
    template <auto Last> struct last_of {
        using field = typename member_pointer<std::remove_const_t<decltype(Last)>>::field;
    };
    using owner = typename member_pointer<std::remove_const_t<decltype(First)>>::owner;
    using field = typename decltype((last_of<First>{}, ..., last_of<Rest>{}))::field;
};
/// The struct and the type of a member pointer, `&User::id`, or of a path.
template <auto Member> using member_owner = typename member_pointer<std::remove_const_t<decltype(Member)>>::owner;
template <auto Member> using member_type = typename member_pointer<std::remove_const_t<decltype(Member)>>::field;

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <auto Member> constexpr std::size_t find_member() {
    using owner = member_owner<Member>;
    if constexpr (reflectable<owner>) {
        const void* wanted = &(field_probe<owner>.value.*Member);
        const auto& all = field_addresses<owner>();
        std::size_t index = 0;
        while (all[index] != wanted) ++index;
        return index;
    } else {
        require<model_failure<owner>>();
        return 0;
    }
}
/// The position of a member in its struct.
template <auto Member> inline constexpr std::size_t member_position = find_member<Member>();
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// Whether each member of a path is one of the struct that the member before it is.
template <auto First, auto... Rest> inline constexpr bool are_connected = true;
template <auto First, auto Second, auto... Rest> inline constexpr bool are_connected<First, Second, Rest...> =
    std::is_same_v<member_type<First>, member_owner<Second>> && are_connected<Second, Rest...>;
template <class Member> inline constexpr bool is_connected_path = true;
template <auto... Member> inline constexpr bool is_connected_path<path_of_members<Member...>> =
    are_connected<Member...>;
template <auto Member> inline constexpr bool is_connected = is_connected_path<std::remove_const_t<decltype(Member)>>;

template <class Member> inline constexpr bool is_path = false;
template <auto... Member> inline constexpr bool is_path<path_of_members<Member...>> = true;
/// Whether a value is a member pointer or a path of some.
template <auto Member> inline constexpr bool names_member =
    std::is_member_object_pointer_v<decltype(Member)> || is_path<std::remove_const_t<decltype(Member)>>;

/// The positions of the members of a path, each in its own struct.
template <auto Member> struct path_positions {
    using type = std::index_sequence<member_position<Member>>;
};
template <class Path> struct positions_of_path;
template <auto... Member> struct positions_of_path<path_of_members<Member...>> {
    using type = std::index_sequence<member_position<Member>...>;
};
template <auto Member>
    requires(!std::is_member_pointer_v<decltype(Member)>)
struct path_positions<Member> : positions_of_path<std::remove_const_t<decltype(Member)>> {};

} // namespace detail

/// A member of a member: `col<member_path<&User::address, &Address::city>>` is a column of a model whose `address` is
/// flat.
template <auto First, auto... Rest> inline constexpr detail::path_of_members<First, Rest...> member_path{};

} // namespace v0
} // namespace refract
