// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>

#include <source_location>
#include <type_traits>

/// \file
/// Verbs that take a few arguments and then, unseen, their place in the program.
///
/// `verb(const First&, const Rest&..., place = call_place::current())` cannot be called: a pack that is not last is
/// never deduced. So a verb has four arguments that need not be given, each of a type of its own, and the place behind
/// them.

namespace refract {
inline namespace v0 {
namespace detail {

/// The type of an argument that was not given; `{}` does not make one.
struct not_given {
    explicit not_given() = default;
};

/// Where a call stands in the program.
using call_place = std::source_location;

template <class Argument> inline constexpr bool is_given = !std::is_same_v<Argument, not_given>;
/// Somebody passes on the place that he was called at.
template <class Argument> inline constexpr bool is_place = std::is_same_v<Argument, call_place>;

/// Calls `use(where, argument...)` with those that were given.
template <class Use, class First, class Second, class Third, class Fourth>
REFRACT_INLINE decltype(auto) with_given(call_place where, const First& first, const Second& second, const Third& third,
                                         const Fourth& fourth, Use use) {
    if constexpr (!is_given<First>)
        return use(where);
    else if constexpr (is_place<First>)
        return use(first);
    else if constexpr (!is_given<Second>)
        return use(where, first);
    else if constexpr (is_place<Second>)
        return use(second, first);
    else if constexpr (!is_given<Third>)
        return use(where, first, second);
    else if constexpr (is_place<Third>)
        return use(third, first, second);
    else if constexpr (!is_given<Fourth>)
        return use(where, first, second, third);
    else if constexpr (is_place<Fourth>)
        return use(fourth, first, second, third);
    else
        return use(where, first, second, third, fourth);
}

} // namespace detail
} // namespace v0
} // namespace refract
