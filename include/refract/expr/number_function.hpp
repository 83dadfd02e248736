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

struct double_operand {
    using stored = double;
    template <class Type> using check = check_real<Type>;
};

} // namespace detail

/// Rounded to so many digits behind the point, half away from zero.
template <detail::any_expression Number, class Digits>
constexpr auto round(const Number& number, const Digits& digits) {
    return detail::make_typed_function<detail::operation::round, double, detail::double_operand, detail::whole_operand>(
        number, digits);
}
/// The greatest whole number that is not greater.
template <detail::any_expression Number> constexpr auto floor(const Number& number) {
    return detail::make_typed_function<detail::operation::floor, double, detail::double_operand>(number);
}
/// The least whole number that is not less.
template <detail::any_expression Number> constexpr auto ceil(const Number& number) {
    return detail::make_typed_function<detail::operation::ceil, double, detail::double_operand>(number);
}
/// Of a negative number it is an error: of the database on PostgreSQL, when it is read on SQLite.
template <detail::any_expression Number> constexpr auto sqrt(const Number& number) {
    return detail::make_typed_function<detail::operation::square_root, double, detail::double_operand>(number);
}
template <detail::any_expression Base, class Exponent>
constexpr auto power(const Base& base, const Exponent& exponent) {
    return detail::make_typed_function<detail::operation::power, double, detail::double_operand,
                                       detail::double_operand>(base, exponent);
}
template <detail::any_expression Number> constexpr auto exp(const Number& number) {
    return detail::make_typed_function<detail::operation::exponential, double, detail::double_operand>(number);
}
/// The natural logarithm.
template <detail::any_expression Number> constexpr auto ln(const Number& number) {
    return detail::make_typed_function<detail::operation::natural_logarithm, double, detail::double_operand>(number);
}
/// The rest of a division of whole numbers, as `%`.
template <detail::any_expression Number, class Divisor>
constexpr auto mod(const Number& number, const Divisor& divisor) {
    return number % divisor;
}

} // namespace v0
} // namespace refract
