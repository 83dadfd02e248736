// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Types in a row, without values.
template <class... Types> struct type_list {
    static constexpr std::size_t size = sizeof...(Types);
};

template <class First, class Second> struct concat_lists;
template <class... First, class... Second> struct concat_lists<type_list<First...>, type_list<Second...>> {
    using type = type_list<First..., Second...>;
};
// Most lists are empty: these keep the common case from making a new type.
template <class... First> struct concat_lists<type_list<First...>, type_list<>> {
    using type = type_list<First...>;
};
template <class Second, class... Rest> struct concat_lists<type_list<>, type_list<Second, Rest...>> {
    using type = type_list<Second, Rest...>;
};

template <class First, class Second> using concat_lists_t = typename concat_lists<First, Second>::type;

/// Joins any number of lists; a fold, so that its depth does not grow with the lists' lengths.
template <class... Lists> struct join_lists {
    using type = type_list<>;
};
template <class List> struct join_lists<List> {
    using type = List;
};
template <class First, class Second, class... Rest> struct join_lists<First, Second, Rest...>
    : join_lists<concat_lists_t<First, Second>, Rest...> {};

template <class... Lists> using join_lists_t = typename join_lists<Lists...>::type;

/// The type at a position of a list.
template <std::size_t Index, class List> struct list_element;
template <std::size_t Index, class First, class... Rest> struct list_element<Index, type_list<First, Rest...>>
    : list_element<Index - 1, type_list<Rest...>> {};
template <class First, class... Rest> struct list_element<0, type_list<First, Rest...>> {
    using type = First;
};

} // namespace detail
using detail::type_list; // were it of refract, calls with a query would find exists() and the like
} // namespace v0
} // namespace refract
