// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/expr/operators.hpp>

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// SQL of the program's own, which is a constant: `{} % {} = 0`.
template <class Type, fixed_string Text, class... Operand> struct raw_node
    : node_base<raw_node<Type, Text, Operand...>, without_optional<Type>, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::raw, .nullable = is_optional<Type>, .alias = Text.view()};
    }
};

/// The number of {} in a text; {{}} stands for the two characters.
constexpr std::size_t count_holes(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t open = 0; (open = text.find('{')) != text.npos;) {
        text.remove_prefix(open);
        const bool is_hole = text.substr(0, 2) == "{}";
        count += is_hole;
        text.remove_prefix(is_hole ? 2 : text.substr(0, 4) == "{{}}" ? 4 : 1);
    }
    return count;
}

} // namespace detail

/// SQL of the program's own inside a query: `raw<bool, "{} % {} = 0">(col<&Post::id>, 5)`.
///
/// SQL: the text, in parentheses where it is not alone; each `{}` is an operand, and every value is bound. `Type` is
/// what it yields, a std::optional if that may be NULL. The text is a constant of the program and is not looked into:
/// it is the same on every database, and the author's to answer for.
template <class Type, fixed_string Text, class... Operand> constexpr auto raw(const Operand&... operand) {
    using check = detail::check_that<detail::count_holes(Text.view()) == sizeof...(Operand),
                                     detail::rule::raw_holes_match, Operand...>;
    if constexpr (detail::is_passed<check>) {
        using made = detail::raw_node<Type, Text, typename detail::operand_t<void, Operand>::node_type...>;
        return detail::make_expression<made>(detail::as_operand<void>(operand)...);
    } else {
        return detail::refused<check>();
    }
}

} // namespace v0
} // namespace refract
