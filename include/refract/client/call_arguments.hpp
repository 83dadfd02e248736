// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/type_list.hpp>

#include <cstddef>
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
/// Whether it is a value for a parameter.
template <class Argument> inline constexpr bool is_argument = is_given<Argument> && !is_place<Argument>;

/// Takes the place that somebody passed on, if there is one among the arguments.
template <class... Argument>
REFRACT_ONCE inline void take_place([[maybe_unused]] call_place& where, [[maybe_unused]] const Argument&... argument) {
    if constexpr ((is_place<Argument> || ...)) {
        const auto take = [&](const auto& each) {
            if constexpr (is_place<std::remove_cvref_t<decltype(each)>>) where = each;
        };
        (take(argument), ...);
    }
}

/// The types of the arguments that are values.
template <class... Argument> using given_arguments =
    join_lists_t<std::conditional_t<is_argument<Argument>, type_list<Argument>, type_list<>>...>;

/// The types that arguments are bound as, one for each: `not_given` for what is no value.
template <class Parameters, std::size_t Arguments> struct parameters_for : std::type_identity<Parameters> {};
template <class... Parameter, std::size_t Arguments>
    requires(sizeof...(Parameter) < Arguments)
struct parameters_for<type_list<Parameter...>, Arguments>
    : parameters_for<type_list<Parameter..., not_given>, Arguments> {};
template <class Parameters, class... Argument> using parameters_of =
    typename parameters_for<Parameters, sizeof...(Argument)>::type;

} // namespace detail
} // namespace v0
} // namespace refract
