// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/function.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Functions of texts. Positions count characters, from 1.

namespace refract {
inline namespace v0 {
namespace detail {

/// A text of the program, or an expression.
template <class Type>
concept text_like = any_expression<Type> || std::is_convertible_v<const Type&, std::string_view>;

namespace by_name {
/// A text, the empty one instead of NULL.
template <text_like Text> constexpr auto make_or_empty(const Text& text) {
    return detail::make_function<operation::or_empty, std::string>(detail::as_operand<std::string>(text));
}
} // namespace by_name

} // namespace detail

/// The text with each `from` in it replaced by `to`.
template <detail::any_expression Text, class From, class To>
constexpr auto replace(const Text& text, const From& from, const To& to) {
    return detail::make_typed_function<detail::operation::replace, std::string, detail::text_operand,
                                       detail::text_operand, detail::text_operand>(text, from, to);
}
/// So many characters from a position on, the first of which is 1. What lies before the text or behind it has none.
template <detail::any_expression Text, class From, class Count>
constexpr auto substring(const Text& text, const From& from_1, const Count& count) {
    return detail::make_typed_function<detail::operation::substring, std::string, detail::text_operand,
                                       detail::whole_operand, detail::whole_operand>(text, from_1, count);
}
/// Where the part begins in the text, from 1; 0 if it is not there.
template <class Part, detail::any_expression Text> constexpr auto position(const Part& part, const Text& text) {
    return detail::make_typed_function<detail::operation::position, std::int64_t, detail::text_operand,
                                       detail::text_operand>(part, text);
}
/// The texts one behind the other; NULL counts as the empty text, where `+` makes it NULL.
template <detail::text_like First, detail::text_like... Rest>
constexpr auto concat(const First& first, const Rest&... rest) {
    using check = detail::first_failed_t<detail::check_operand<detail::text_operand, First>,
                                         detail::check_operand<detail::text_operand, Rest>...>;
    if constexpr (detail::is_passed<check>)
        return (detail::make_or_empty(first) + ... + detail::make_or_empty(rest));
    else
        return detail::refused<check>();
}
/// Without the blanks at its beginning.
template <detail::any_expression Text> constexpr auto trim_start(const Text& text) {
    return detail::make_typed_function<detail::operation::trim_start, std::string, detail::text_operand>(text);
}
/// Without the blanks at its end.
template <detail::any_expression Text> constexpr auto trim_end(const Text& text) {
    return detail::make_typed_function<detail::operation::trim_end, std::string, detail::text_operand>(text);
}
/// Filled up at its beginning to so many characters, or cut to as many (PostgreSQL).
template <detail::any_expression Text, class Count, class Fill>
constexpr auto lpad(const Text& text, const Count& count, const Fill& fill) {
    return detail::make_typed_function<detail::operation::pad_start, std::string, detail::text_operand,
                                       detail::whole_operand, detail::text_operand>(text, count, fill);
}
/// Its characters from the last to the first (PostgreSQL).
template <detail::any_expression Text> constexpr auto reverse(const Text& text) {
    return detail::make_typed_function<detail::operation::reverse, std::string, detail::text_operand>(text);
}

} // namespace v0
} // namespace refract
