// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// One value at a position of `values`.
template <std::size_t Index, class Value> struct value_slot {
    Value value;
};

/// The values of a query in one flat sequence, in the order in which they were written.
///
/// Flat, because nested empty nodes would pad the query: two sub-objects of one type may not share
/// an address. A query without values is an empty class.
template <class Indexes, class... Values> struct value_slots;

template <std::size_t... Index, class... Values> struct value_slots<std::index_sequence<Index...>, Values...>
    : value_slot<Index, Values>... {
    static constexpr std::size_t size = sizeof...(Values);
};

template <class... Values> using values = value_slots<std::index_sequence_for<Values...>, Values...>;

template <std::size_t Index, class Value>
REFRACT_ONCE constexpr const Value& get(const value_slot<Index, Value>& slot) {
    return slot.value;
}

/// The sequence that several come to.
template <class... Sequence> struct joined_values {
    using type = values<>;
};
template <class Only> struct joined_values<Only> {
    using type = Only;
};
template <class First, class... Left, class Second, class... Right, class... More>
struct joined_values<value_slots<First, Left...>, value_slots<Second, Right...>, More...>
    : joined_values<values<Left..., Right...>, More...> {};
template <class... Sequence> using joined = typename joined_values<std::remove_cvref_t<Sequence>...>::type;

/// A value that a query keeps for other statements than its own, which does not bind it.
template <class Value>
concept kept_value = requires { typename Value::kept_by_query; };

/// What a name stands for is copied; what nobody needs any more is moved.
template <class Given> using owned_value =
    std::conditional_t<std::is_lvalue_reference_v<Given>, std::remove_cvref_t<Given>, std::remove_cvref_t<Given>&&>;

namespace by_name {
template <std::size_t... First, class... Left, std::size_t... Second, class... Right>
REFRACT_ONCE constexpr values<Left..., Right...>
concat_moved(value_slots<std::index_sequence<First...>, Left...>&& left,
             value_slots<std::index_sequence<Second...>, Right...>&& right) {
    return {{static_cast<Left&&>(static_cast<value_slot<First, Left>&>(left).value)}...,
            {static_cast<Right&&>(static_cast<value_slot<Second, Right>&>(right).value)}...};
}

/// Joins two sequences.
template <class Left, class Right>
    requires requires { std::remove_cvref_t<Left>::size + std::remove_cvref_t<Right>::size; }
REFRACT_ONCE constexpr joined<Left, Right> concat(Left&& left, Right&& right) {
    if constexpr (std::remove_cvref_t<Right>::size == 0)
        return static_cast<Left&&>(left);
    else if constexpr (std::remove_cvref_t<Left>::size == 0)
        return static_cast<Right&&>(right);
    else
        return detail::concat_moved(static_cast<owned_value<Left>>(left), static_cast<owned_value<Right>>(right));
}

/// Joins any number of sequences, left to right.
REFRACT_ONCE constexpr values<> concat_all() { return {}; }
template <class First> REFRACT_ONCE constexpr joined<First> concat_all(First&& first) {
    return static_cast<First&&>(first);
}
template <class First, class Second, class... Rest>
REFRACT_ONCE constexpr joined<First, Second, Rest...> concat_all(First&& first, Second&& second, Rest&&... rest) {
    if constexpr (joined<First, Second, Rest...>::size == 0) // columns, for the most part
        return {};
    else if constexpr (sizeof...(Rest) == 0)
        return detail::concat(static_cast<First&&>(first), static_cast<Second&&>(second));
    else
        return detail::concat_all(detail::concat(static_cast<First&&>(first), static_cast<Second&&>(second)),
                                  static_cast<Rest&&>(rest)...);
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
