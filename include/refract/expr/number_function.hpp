// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/text_function.hpp>

#include <cstdint>
#include <type_traits>

/// \file
/// Functions of numbers with a fraction, which are calculated as double.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> using check_real = check_that<std::is_same_v<Type, double>, rule::operand_is_double, Type>;

template <operation Op, class... Operand> constexpr auto make_real_function(const Operand&... operand) {
    using check = first_failed_t<check_real<typename operand_t<double, Operand>::type>...>;
    if constexpr (is_passed<check>)
        return detail::make_function<Op, double>(detail::as_operand<double>(operand)...);
    else
        return refused<check>();
}

} // namespace detail

/// Rounded to so many digits behind the point, half away from zero.
template <detail::any_expression Number, class Digits>
constexpr auto round(const Number& number, const Digits& digits) {
    using check =
        detail::first_failed_t<detail::check_real<typename Number::type>, detail::check_whole_operand<Digits>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_function<detail::operation::round, double>(detail::as_operand<void>(number),
                                                                       detail::as_operand<std::int64_t>(digits));
    else
        return detail::refused<check>();
}
/// The greatest whole number that is not greater.
template <detail::any_expression Number> constexpr auto floor(const Number& number) {
    return detail::make_real_function<detail::operation::floor>(number);
}
/// The least whole number that is not less.
template <detail::any_expression Number> constexpr auto ceil(const Number& number) {
    return detail::make_real_function<detail::operation::ceil>(number);
}
/// Of a negative number it is an error: of the database on PostgreSQL, when it is read on SQLite.
template <detail::any_expression Number> constexpr auto sqrt(const Number& number) {
    return detail::make_real_function<detail::operation::square_root>(number);
}
template <detail::any_expression Base, class Exponent>
constexpr auto power(const Base& base, const Exponent& exponent) {
    return detail::make_real_function<detail::operation::power>(base, exponent);
}
template <detail::any_expression Number> constexpr auto exp(const Number& number) {
    return detail::make_real_function<detail::operation::exponential>(number);
}
/// The natural logarithm.
template <detail::any_expression Number> constexpr auto ln(const Number& number) {
    return detail::make_real_function<detail::operation::natural_logarithm>(number);
}
/// The rest of a division of whole numbers, as `%`.
template <detail::any_expression Number, class Divisor>
constexpr auto mod(const Number& number, const Divisor& divisor) {
    return number % divisor;
}

} // namespace v0
} // namespace refract
