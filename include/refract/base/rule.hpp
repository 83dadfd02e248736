// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>

#include <cstdint>

/// What Clang says where a function is called with constants for which the condition holds.
#if defined(__clang__)
#define REFRACT_REFUSE_IF(condition, sentence)                                                                         \
    _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wgcc-compat\"")                              \
        __attribute__((diagnose_if(condition, sentence, "error"))) _Pragma("clang diagnostic pop")
#else
#define REFRACT_REFUSE_IF(condition, sentence)
#endif

/// \file
/// How a mistake becomes one sentence of ours in the compiler's output. The sentences stand in base/rules, one
/// struct each; docs/errors.md explains each, and tests/reject has a program for each.

namespace refract {
inline namespace v0 {
namespace detail {

/// The number that a rule has in docs/errors.md: 14 is [E014]. Each rule is declared once, beside its sentence, as
/// `rule::name`.
enum class rule_number : std::uint16_t {};
namespace rule {
inline constexpr rule_number none{0};
} // namespace rule

/// Names in the type of a failed check: compilers print them beside our sentence.
template <fixed_string Text> struct name {};

/// The outcome of a check, as a type that tests can compare.
struct passed {};
template <rule_number Rule, class... About> struct failed {};

/// What the compiler prints for an outcome; each rule has its own. `print` is a function because Clang takes a
/// class with a failed assertion for invalid, and reports every constant behind it once more.
template <class Outcome> struct sentence;
template <> struct sentence<passed> {
    static constexpr void print() {}
};

/// Never true: an assertion on it fails where it is instantiated, and the compiler names what it is about.
template <class... About> inline constexpr bool holds_for = false;

/// Reports a failed check; does nothing for `passed`.
template <class Outcome> consteval void require() { sentence<Outcome>::print(); }

/// Ends a constant evaluation of values, about which no type can be asserted: GCC refuses the call, since this is not
/// constexpr, and prints the sentence in the function's name. Clang prints it where REFRACT_REFUSE_IF stands.
template <fixed_string Sentence> void refuse() {}

template <bool Holds, rule_number Rule, class... About> struct check_outcome {
    using type = failed<Rule, About...>;
};
template <rule_number Rule, class... About> struct check_outcome<true, Rule, About...> {
    using type = passed;
};
/// `passed` or `failed<Rule, About...>`, from a condition.
template <bool Holds, rule_number Rule, class... About> using check_that =
    typename check_outcome<Holds, Rule, About...>::type;

} // namespace detail
} // namespace v0
} // namespace refract
