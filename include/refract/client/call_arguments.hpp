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
template <class Use, class A, class B, class C, class D>
REFRACT_INLINE decltype(auto) with_given(call_place where, const A& a, const B& b, const C& c, const D& d, Use use) {
    if constexpr (!is_given<A>)
        return use(where);
    else if constexpr (is_place<A>)
        return use(a);
    else if constexpr (!is_given<B>)
        return use(where, a);
    else if constexpr (is_place<B>)
        return use(b, a);
    else if constexpr (!is_given<C>)
        return use(where, a, b);
    else if constexpr (is_place<C>)
        return use(c, a, b);
    else if constexpr (!is_given<D>)
        return use(where, a, b, c);
    else if constexpr (is_place<D>)
        return use(d, a, b, c);
    else
        return use(where, a, b, c, d);
}

} // namespace detail
} // namespace v0
} // namespace refract
