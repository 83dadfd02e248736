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

template <std::size_t... First, class... Left, std::size_t... Second, class... Right>
constexpr auto concat(value_slots<std::index_sequence<First...>, Left...> left,
                      value_slots<std::index_sequence<Second...>, Right...> right) {
    if constexpr (sizeof...(Right) == 0)
        return left;
    else if constexpr (sizeof...(Left) == 0)
        return right;
    else
        return values<Left..., Right...>{
            {static_cast<Left&&>(static_cast<value_slot<First, Left>&>(left).value)}...,
            {static_cast<Right&&>(static_cast<value_slot<Second, Right>&>(right).value)}...};
}
/// What `concat` makes of two sequences.
template <class Left, class Right> using joined = decltype(concat(std::declval<Left>(), std::declval<Right>()));

namespace by_name {
/// Joins any number of sequences, left to right.
template <class First> constexpr First concat_all(First first) { return first; }
template <class First, class Second, class... Rest>
constexpr auto concat_all(First first, Second second, Rest... rest) {
    if constexpr ((Second::size + ... + Rest::size) == 0) // columns, for the most part
        return first;
    else
        return concat_all(concat(static_cast<First&&>(first), static_cast<Second&&>(second)),
                          static_cast<Rest&&>(rest)...);
}
constexpr values<> concat_all() { return {}; }
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract
