// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/base/type_name.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

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
inline constexpr rule_number told{0xffff}; ///< a mistake that has its sentence already
} // namespace rule

/// Names in the type of a failed check: compilers print them beside our sentence.
template <fixed_string Text> struct name {};

/// The base of what stands in models and statements and is no operand: its operators, which say so, are in
/// expr/beside.hpp.
namespace beside {
template <rule_number Rule> struct no_operand {
    static constexpr rule_number beside_operator = Rule;
};
} // namespace beside

/// The outcome of a check, as a type that tests can compare.
struct passed {};
template <rule_number Rule, class... About> struct failed {};

/// What the compiler prints for an outcome; each rule has its own. It stands in a function because Clang takes a class
/// with a failed assertion for invalid, and reports every constant behind it once more.
template <class Outcome> struct sentence;
template <> struct sentence<passed> {
    consteval void operator()() const {}
};
template <class... About> struct sentence<failed<rule::told, About...>> {
    consteval void operator()() const {}
};
/// `require<Outcome>()` reports a failed check and does nothing for `passed`. It is the sentence itself: between the
/// two the compiler prints no line.
template <class Outcome> inline constexpr sentence<Outcome> require{};

/// Never true: an assertion on it fails where it is instantiated, and the compiler names what it is about.
template <class... About> inline constexpr bool holds_for = false;

// Whether the compiler prints a message that is made at compile time. Clang does before C++26, too, with a warning each
// time.
#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L && __cplusplus > 202302L
#define REFRACT_HAS_WORDED_SENTENCES 1
#else
#define REFRACT_HAS_WORDED_SENTENCES 0
#endif

#if REFRACT_HAS_WORDED_SENTENCES
/// What a check is about, in words: names as they are, types as the compiler prints them.
template <class About> inline constexpr std::string_view told = qualified_type_name<About>();
template <fixed_string Text> inline constexpr std::string_view told<name<Text>> = Text.view();

/// A sentence and, behind it, what it is about: "refract: ... [E010] (post, title)". C++26 lets compilers print it.
template <fixed_string Sentence, class... About> struct worded_sentence {
    static constexpr std::string_view sentence = Sentence.view();
    // The type of a query fills pages; the places in the notes say which one it is.
    static constexpr std::size_t longest = 120;
    static constexpr bool is_told(std::string_view about) { return !about.empty() && about.size() <= longest; }

    static constexpr std::size_t size() {
        std::size_t names = 0;
        ((names += is_told(told<About>) ? told<About>.size() + 2 : 0), ...);
        return sentence.size() + (names > 0 ? names + 1 : 0); // " (" and ")", and ", " between them
    }
    static constexpr auto make_text() {
        std::array<char, size() + 1> made{};
        char* at = made.data();
        const auto add = [&](std::string_view piece) {
            for (const char c : piece) *at++ = c;
        };
        add(sentence);
        const char* separator = " (";
        ((is_told(told<About>) ? (add(separator), add(told<About>), void(separator = ", ")) : void()), ...);
        if (separator[0] == ',') add(")");
        return made;
    }
    static constexpr auto text = make_text();
    static constexpr const char* data() { return text.data(); }
};
#define REFRACT_SENTENCE(sentence) static_assert(holds_for<About...>, (worded_sentence<sentence, About...>{}))
#else
#define REFRACT_SENTENCE(sentence) static_assert(holds_for<About...>, sentence)
#endif

/// Ends a constant evaluation of values, about which no type can be asserted: GCC refuses the call, since this is not
/// constexpr, and prints the sentence in the function's name. Clang prints it where REFRACT_REFUSE_IF stands.
template <fixed_string Sentence> void refuse() {}
template <fixed_string Sentence> constexpr void refuse_if(bool is_mistaken) {
    if (is_mistaken) refuse<Sentence>();
}

/// The type of an expression that was refused. What is made of it is refused as well, without a word.
struct refused_type {};

template <bool Holds, rule_number Rule, class... About> struct check_outcome {
    using type =
        std::conditional_t<(std::is_same_v<About, refused_type> || ...), failed<rule::told>, failed<Rule, About...>>;
};
template <rule_number Rule, class... About> struct check_outcome<true, Rule, About...> {
    using type = passed;
};
/// `passed` or `failed<Rule, About...>`, from a condition.
template <bool Holds, rule_number Rule, class... About> using check_that =
    typename check_outcome<Holds, Rule, About...>::type;

template <class Outcome> inline constexpr bool is_passed = false;
template <> inline constexpr bool is_passed<passed> = true;

/// The first outcome that is not `passed`, or the last.
template <class First, class... Rest> struct first_failed {
    using type = First;
};
template <class Next, class... Rest> struct first_failed<passed, Next, Rest...> : first_failed<Next, Rest...> {};
template <class... Outcome> using first_failed_t = typename first_failed<Outcome...>::type;

} // namespace detail
} // namespace v0
} // namespace refract
