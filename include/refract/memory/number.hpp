// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/message.hpp>
#include <refract/base/number_text.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/schema/any_value.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

/// \file
/// Numbers as expressions in memory see them: whole numbers and decimals are exact, the others are double.

namespace refract {
inline namespace v0 {
namespace detail {

__extension__ using wide_integer = __int128;

inline any_value make_null(const sql_type& type) {
    any_value made;
    made.type = type;
    return made;
}
inline any_value make_counted(const sql_type& type, std::int64_t number) {
    any_value made = make_null(type);
    made.null = false;
    made.number = number;
    return made;
}
inline any_value make_boolean(bool holds) { return make_counted({.kind = type_kind::boolean}, holds); }
inline any_value make_text(const sql_type& type, std::string text) {
    any_value made = make_null(type);
    made.null = false;
    made.text = static_cast<std::string&&>(text);
    return made;
}

constexpr bool is_floating(type_kind kind) { return kind == type_kind::real || kind == type_kind::double_precision; }
/// Whether a value is a number in 64 bits with a count of digits behind the point.
constexpr bool is_exact(const any_value& value) {
    return is_whole_number(value.type.kind) || value.type.kind == type_kind::decimal;
}
constexpr unsigned scale_of(const any_value& value) {
    return value.type.kind == type_kind::decimal ? value.type.scale : 0;
}
inline std::string exact_digits_of(const any_value& value) {
    return value.type.kind == type_kind::numeric ? value.text : print_decimal(value.number, scale_of(value));
}

/// A whole number of a kind. Errors: `conversion_error` for one that the kind does not hold.
inline any_value make_whole(const sql_type& type, wide_integer number) {
    const auto fits = [&]<class Limit>(Limit) {
        return number >= std::numeric_limits<Limit>::min() && number <= std::numeric_limits<Limit>::max();
    };
    const bool is_held = type.kind == type_kind::small_integer ? fits(std::int16_t{})
                         : type.kind == type_kind::integer     ? fits(std::int32_t{})
                                                               : fits(std::int64_t{});
    if (!is_held) throw_out_of_range("the result", "the whole number type of the expression");
    return make_counted(type, static_cast<std::int64_t>(number));
}
/// A decimal with so many digits behind the point, which may be more than those of its type.
inline any_value make_decimal(wide_integer coefficient, unsigned scale) {
    constexpr wide_integer limit = std::numeric_limits<std::int64_t>::max();
    for (; scale > 0 && (coefficient > limit || coefficient < -limit) && coefficient % 10 == 0; --scale)
        coefficient /= 10;
    if (coefficient > limit || coefficient < -limit) throw_out_of_range("the result", "64 bits");
    return make_counted({.kind = type_kind::decimal, .precision = 18, .scale = static_cast<std::uint8_t>(scale)},
                        static_cast<std::int64_t>(coefficient));
}
/// Errors: `conversion_error` for what is no number, and for one that is too large.
inline any_value make_real(const sql_type& type, double number, bool may_be_special = false) {
    const double narrow = type.kind == type_kind::real ? static_cast<double>(static_cast<float>(number)) : number;
    const bool is_lost = (narrow == 0 && number != 0) || (std::isinf(narrow) && !std::isinf(number));
    number = narrow;
    if (is_lost || (!may_be_special && !std::isfinite(number)))
        throw_out_of_range("the result", "the numbers that there are");
    any_value made = make_null(type.kind == type_kind::real ? type : sql_type{.kind = type_kind::double_precision});
    made.null = false;
    made.real = number;
    return made;
}

/// What is calculated of a number. Errors: as above, unless infinities or NaN were given; `conversion_error` also for
/// a result that is too near to 0, as on PostgreSQL.
inline any_value make_calculated(const sql_type& type, double number, bool is_special, bool may_be_zero) {
    if (number == 0 && !may_be_zero) throw_out_of_range("the result", "the numbers that there are");
    return make_real(type, number, is_special);
}

/// A number as a double, correctly rounded.
inline double real_of(const any_value& value) {
    constexpr std::int64_t exactly_held = std::int64_t{1} << 53;
    if (is_floating(value.type.kind)) return value.real;
    if (is_whole_number(value.type.kind)) return static_cast<double>(value.number);
    if (value.type.kind == type_kind::decimal && value.number < exactly_held && value.number > -exactly_held &&
        value.type.scale <= 18)
        return static_cast<double>(value.number) / static_cast<double>(power_of_ten(value.type.scale));
    return std::strtod(exact_digits_of(value).c_str(), nullptr);
}
constexpr wide_integer wide_power_of_ten(unsigned exponent) {
    wide_integer power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}
/// Half away from zero.
constexpr wide_integer divide_rounded(wide_integer number, wide_integer divisor) {
    const wide_integer rest = number % divisor, whole = number / divisor;
    if ((rest < 0 ? -rest : rest) * 2 < divisor) return whole;
    return number < 0 ? whole - 1 : whole + 1;
}
/// The coefficient of an exact number with another count of digits behind the point, rounded half away from zero.
constexpr wide_integer rounded_coefficient(const any_value& value, unsigned scale) {
    const unsigned own = scale_of(value);
    if (own > scale) return own - scale > 20 ? 0 : divide_rounded(value.number, wide_power_of_ten(own - scale));
    return wide_integer{value.number} * wide_power_of_ten(scale - own < 19 ? scale - own : 19);
}

/// A number moved by bits in 64 bits; by a number below 0 to the other side.
constexpr std::int64_t shifted(std::int64_t number, bool left, std::int64_t distance) {
    if (distance < 0) return shifted(number, !left, distance < -64 ? 64 : -distance);
    if (!left) return number >> (distance > 63 ? 63 : distance);
    return distance > 63 ? 0 : static_cast<std::int64_t>(static_cast<std::uint64_t>(number) << distance);
}

/// A double with so many digits behind the point, half away from zero; it has 15 digits in all, which are those that
/// were meant.
inline std::string rounded_text(double number, unsigned digits) {
    if (!std::isfinite(number)) return std::isnan(number) ? "nan" : number < 0 ? "-inf" : "inf";
    char text[512];
    std::snprintf(text, sizeof text, "%.14e", number); // d.dddddddddddddde+xx
    const std::string_view shown = text;
    const std::size_t exponent_at = shown.find('e');
    const int exponent = std::atoi(text + exponent_at + 1);
    std::string significant;
    for (const char c : shown.substr(0, exponent_at))
        if (is_digit(c)) significant += c;
    const int kept = exponent + 1 + static_cast<int>(digits); // of the significant digits
    if (kept < 0) return "0";
    if (kept < static_cast<int>(significant.size())) {
        const bool up = significant[static_cast<std::size_t>(kept)] >= '5';
        significant.resize(static_cast<std::size_t>(kept));
        significant.insert(0, 1, '0'); // for what is carried
        for (std::size_t at = significant.size(); up && ++significant[--at] > '9';) significant[at] = '0';
    } else {
        significant.insert(0, 1, '0');
    }
    significant.insert(0, number < 0 ? "-." : ".");
    return significant + "e" + std::to_string(exponent + 2);
}

/// The digits that say which double it is.
inline std::string shortest_digits(double number) {
    char text[400];
    return {text, std::to_chars(text, text + sizeof text, number, std::chars_format::fixed).ptr};
}

/// A value as one of the type that an expression yields: each value of a CASE has the type that holds all of them.
inline any_value as_type(any_value value, const sql_type& type) {
    if (value.null) return make_null(type);
    if (!is_number(type.kind) || !is_number(value.type.kind)) return value;
    if (is_floating(type.kind)) return make_real(type, real_of(value), true);
    if (is_whole_number(type.kind) && is_whole_number(value.type.kind)) return make_whole(type, value.number);
    if (type.kind == type_kind::numeric && is_exact(value)) return make_text(type, exact_digits_of(value));
    if (type.kind == type_kind::decimal && is_exact(value) && scale_of(value) < type.scale)
        return make_decimal(rounded_coefficient(value, type.scale), type.scale);
    return value;
}

} // namespace detail
} // namespace v0
} // namespace refract
