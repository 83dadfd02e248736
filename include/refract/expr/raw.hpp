// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/base/raw_text.hpp>
#include <refract/expr/operators.hpp>

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Why a text cannot stand inside a query with so many operands.
template <fixed_string Text, class... Operand> using raw_mistake =
    first_failed_t<check_that<!look_at_raw_text(Text.view()).hides_hole, rule::raw_holes_take_values, Operand...>,
                   check_that<!look_at_raw_text(Text.view()).ends_open, rule::raw_text_ends, Operand...>,
                   check_that<count_holes(Text.view()) == sizeof...(Operand), rule::raw_holes_match, Operand...>>;

/// SQL of the program's own, which is a constant: `{} % {} = 0`.
template <class Type, fixed_string Text, class... Operand> struct raw_node
    : node_base<raw_node<Type, Text, Operand...>, without_optional<Type>, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::raw, .nullable = is_optional<Type>, .alias = Text.view()};
    }
};

} // namespace detail

/// SQL of the program's own inside a query: `raw<bool, "{} % {} = 0">(col<&Post::id>, 5)`.
///
/// SQL: the text, in parentheses where it is not alone; each `{}` is an operand, and every value is bound. `Type` is
/// what it yields, a std::optional if that may be NULL. The text is a constant of the program; of what it says only
/// quotes and comments are looked at, in which no `{}` may stand. It is the same on every database, and the author's to
/// answer for.
template <class Type, fixed_string Text, class... Operand> constexpr auto raw(const Operand&... operand) {
    using check = detail::raw_mistake<Text, Operand...>;
    if constexpr (detail::is_passed<check>) {
        using made = detail::raw_node<Type, Text, typename detail::operand_t<void, Operand>::node_type...>;
        return detail::make_expression<made>(detail::as_operand<void>(operand)...);
    } else {
        return detail::refused<check>();
    }
}
// A text that is no constant, or one without its type.
template <class Type = void, class... Given> constexpr auto raw(const Given&...) {
    return detail::refused<detail::failed<detail::rule::text_is_constant, Type, Given...>>();
}
template <fixed_string Text, class... Given> constexpr auto raw(const Given&...) {
    return detail::refused<detail::failed<detail::rule::text_is_constant, Given...>>();
}

} // namespace v0
} // namespace refract
