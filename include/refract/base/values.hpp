// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <cstddef>
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

template <std::size_t Index, class Value> constexpr const Value& get(const value_slot<Index, Value>& slot) {
    return slot.value;
}

namespace by_name {
/// Joins two sequences that nobody needs any more.
template <std::size_t... First, class... Left, std::size_t... Second, class... Right>
constexpr auto concat_moved(value_slots<std::index_sequence<First...>, Left...>&& left,
                            value_slots<std::index_sequence<Second...>, Right...>&& right) {
    if constexpr (sizeof...(Right) == 0)
        return value_slots<std::index_sequence<First...>, Left...>(std::move(left));
    else if constexpr (sizeof...(Left) == 0)
        return value_slots<std::index_sequence<Second...>, Right...>(std::move(right));
    else
        return values<Left..., Right...>{
            {static_cast<Left&&>(static_cast<value_slot<First, Left>&>(left).value)}...,
            {static_cast<Right&&>(static_cast<value_slot<Second, Right>&>(right).value)}...};
}
template <class First> constexpr First concat_moved(First&& first) { return static_cast<First&&>(first); }
template <class First, class Second, class Third, class... Rest>
constexpr auto concat_moved(First&& first, Second&& second, Third&& third, Rest&&... rest) {
    return detail::concat_moved(detail::concat_moved(std::move(first), std::move(second)), std::move(third),
                                std::move(rest)...);
}

/// Joins any number of sequences, left to right.
template <class First, class... Rest> constexpr auto concat_all(First first, Rest... rest) {
    if constexpr ((Rest::size + ... + 0) == 0) // columns, for the most part
        return first;
    else
        return detail::concat_moved(static_cast<First&&>(first), static_cast<Rest&&>(rest)...);
}
constexpr values<> concat_all() { return {}; }
} // namespace by_name

template <class First, class... Left, class Second, class... Right>
constexpr auto concat(value_slots<First, Left...> left, value_slots<Second, Right...> right) {
    return detail::concat_moved(std::move(left), std::move(right));
}
/// What `concat` makes of two sequences.
template <class Left, class Right> using joined = decltype(concat(std::declval<Left>(), std::declval<Right>()));

} // namespace detail
} // namespace v0
} // namespace refract
