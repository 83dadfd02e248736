// SPDX-License-Identifier: MIT
#pragma once

#include <refract/memory/number.hpp>
#include <refract/tree/operation.hpp>

#include <cstdint>
#include <limits>

/// \file
/// Arithmetic: whole numbers are checked, decimals are exact, and by zero the result is NULL.

namespace refract {
inline namespace v0 {
namespace detail {

inline any_value calculate_reals(operation op, const sql_type& type, double left, double right) {
    const bool is_special = !std::isfinite(left) || !std::isfinite(right);
    switch (op) {
    case operation::add: return make_real(type, left + right, is_special);
    case operation::subtract: return make_real(type, left - right, is_special);
    case operation::multiply:
        return make_calculated(type, left * right, is_special, is_special || left == 0 || right == 0);
    default: break;
    }
    if (right == 0) return make_null(type);
    return make_calculated(type, left / right, is_special, is_special || left == 0);
}
inline any_value calculate_wholes(operation op, const sql_type& type, wide_integer left, wide_integer right) {
    switch (op) {
    case operation::add: return make_whole(type, left + right);
    case operation::subtract: return make_whole(type, left - right);
    case operation::multiply: return make_whole(type, left * right);
    default: break;
    }
    if (right == 0) return make_null(type);
    return make_whole(type, op == operation::modulo ? left % right : left / right);
}
/// A quotient that has at most 18 digits behind the point is exact; any other has more digits than a decimal, and is a
/// double.
inline any_value divide_decimals(const sql_type& type, const any_value& left, const any_value& right) {
    if (right.number == 0) return make_null(type);
    constexpr wide_integer limit = std::numeric_limits<std::int64_t>::max() / 10;
    wide_integer rest = wide_integer{left.number} * wide_power_of_ten(scale_of(right));
    const wide_integer divisor = wide_integer{right.number} * wide_power_of_ten(scale_of(left));
    wide_integer quotient = rest / divisor;
    unsigned scale = 0;
    for (rest %= divisor; rest != 0 && scale < 18 && quotient < limit && quotient > -limit; ++scale) {
        quotient = quotient * 10 + rest * 10 / divisor;
        rest = rest * 10 % divisor;
    }
    if (rest == 0) return make_decimal(quotient, scale);
    return make_real({.kind = type_kind::double_precision}, real_of(left) / real_of(right));
}
/// A product has the digits of both.
inline any_value calculate_decimals(operation op, const sql_type& type, const any_value& left, const any_value& right) {
    const unsigned first = scale_of(left), second = scale_of(right), finer = first > second ? first : second;
    if (op == operation::multiply) return make_decimal(wide_integer{left.number} * right.number, first + second);
    if (op == operation::divide) return divide_decimals(type, left, right);
    const wide_integer one = rounded_coefficient(left, finer), other = rounded_coefficient(right, finer);
    return make_decimal(op == operation::add ? one + other : one - other, finer);
}
/// Microseconds.
inline any_value calculate_lengths(operation op, const sql_type& type, const any_value& left, const any_value& right) {
    const any_value found = calculate_wholes(op, {.kind = type_kind::big_integer}, left.number, right.number);
    return found.null ? make_null(type) : make_counted(type, found.number);
}
inline any_value calculate(operation op, const sql_type& type, const any_value& left, const any_value& right) {
    if (type.kind == type_kind::interval) return calculate_lengths(op, type, left, right);
    if (is_floating(left.type.kind) || is_floating(right.type.kind))
        return calculate_reals(op, type, real_of(left), real_of(right));
    if (is_whole_number(type.kind)) return calculate_wholes(op, type, left.number, right.number);
    return calculate_decimals(op, type, left, right);
}

inline any_value negate(const sql_type& type, const any_value& value) {
    if (is_floating(value.type.kind)) return make_real(type, -value.real, true);
    if (is_whole_number(value.type.kind)) return make_whole(type, -wide_integer{value.number});
    if (value.type.kind == type_kind::interval)
        return make_counted(type, make_whole({.kind = type_kind::big_integer}, -wide_integer{value.number}).number);
    return make_decimal(-wide_integer{value.number}, scale_of(value));
}
inline any_value absolute(const sql_type& type, const any_value& value) {
    if (is_floating(value.type.kind)) return make_real(type, std::fabs(value.real), true);
    return value.number < 0 ? negate(type, value) : as_type(value, type);
}
inline std::int64_t sign_of(const any_value& value) {
    if (is_floating(value.type.kind)) return value.real < 0 ? -1 : value.real > 0 ? 1 : 0;
    return value.number < 0 ? -1 : value.number > 0 ? 1 : 0;
}

} // namespace detail
} // namespace v0
} // namespace refract
