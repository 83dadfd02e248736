// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/codec.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr std::int64_t power_of_ten(unsigned exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/// The same number with another count of digits behind the point; none where digits would be lost.
constexpr std::optional<std::int64_t> rescale(std::int64_t coefficient, unsigned from, unsigned to) {
    if (from <= to) {
        if (to - from > 18) return coefficient == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
        std::int64_t result = 0;
        if (__builtin_mul_overflow(coefficient, power_of_ten(to - from), &result)) return std::nullopt;
        return result;
    }
    if (from - to > 18) return coefficient == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
    const std::int64_t factor = power_of_ten(from - to);
    if (coefficient % factor != 0) return std::nullopt;
    return coefficient / factor;
}

/// Reads "-12.50" exactly; none for other text and for numbers beyond 64 bits or `scale` digits.
constexpr std::optional<std::int64_t> parse_decimal(std::string_view text, unsigned scale) {
    bool negative = false, seen_digit = false, behind_point = false;
    unsigned digits = 0;
    std::int64_t coefficient = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    for (char c : text) {
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        seen_digit = true;
        if (behind_point && digits >= scale) {
            if (c != '0') return std::nullopt;
            continue;
        }
        if (behind_point) ++digits;
        if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient) ||
            __builtin_sub_overflow(coefficient, std::int64_t{c - '0'}, &coefficient))
            return std::nullopt; // built up below zero, which reaches one further than above
    }
    if (!seen_digit) return std::nullopt;
    for (; digits < scale; ++digits)
        if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient)) return std::nullopt;
    if (!negative && __builtin_sub_overflow(std::int64_t{0}, coefficient, &coefficient)) return std::nullopt;
    return coefficient;
}

constexpr std::string print_decimal(std::int64_t coefficient, unsigned scale) {
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    std::string reversed;
    for (unsigned digits = 0; rest > 0 || digits <= scale; ++digits) {
        if (digits == scale && scale > 0) reversed += '.';
        reversed += static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (coefficient < 0) reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

[[noreturn, gnu::cold]] inline void throw_decimal_out_of_range(unsigned stored, unsigned wanted) {
    throw_out_of_range("a number with " + std::to_string(stored) + " digits behind the point",
                       "refract::decimal<" + std::to_string(wanted) + ">");
}

} // namespace detail

/// An exact decimal number with `Scale` digits behind the point and 18 digits in all: money.
template <unsigned Scale>
    requires(Scale <= 18)
struct decimal {
    std::int64_t coefficient = 0; ///< the value times 10^Scale

    /// Reads "12.5"; none for other text, or for more digits than fit.
    static constexpr std::optional<decimal> parse(std::string_view text) {
        if (auto coefficient = detail::parse_decimal(text, Scale)) return decimal{*coefficient};
        return std::nullopt;
    }
    /// "12.50".
    constexpr std::string to_string() const { return detail::print_decimal(coefficient, Scale); }
    constexpr explicit operator double() const {
        return static_cast<double>(coefficient) / static_cast<double>(detail::power_of_ten(Scale));
    }

    constexpr bool operator==(const decimal&) const = default;
    constexpr auto operator<=>(const decimal&) const = default;
    /// Errors: `conversion_error` for a result that does not fit.
    constexpr decimal operator+(decimal other) const {
        decimal sum;
        if (__builtin_add_overflow(coefficient, other.coefficient, &sum.coefficient))
            detail::throw_out_of_range("a sum of decimals", "64 bits");
        return sum;
    }
    constexpr decimal operator-(decimal other) const {
        decimal difference;
        if (__builtin_sub_overflow(coefficient, other.coefficient, &difference.coefficient))
            detail::throw_out_of_range("a difference of decimals", "64 bits");
        return difference;
    }
};

/// numeric(18, Scale). On SQLite a number, exact to 15 digits: more are refused when they are written.
/// Errors: `conversion_error` for more than 18 digits, and for a stored number with more digits behind
/// the point than the field has.
template <unsigned Scale> struct codec<decimal<Scale>> {
    static constexpr sql_type type{.kind = type_kind::decimal, .precision = 18, .scale = Scale};
    using wire = refract::wire::decimal;
    static constexpr wire encode(decimal<Scale> value) {
        constexpr std::int64_t limit = detail::power_of_ten(18);
        if (value.coefficient <= -limit || value.coefficient >= limit)
            detail::throw_out_of_range("a decimal of 19 digits", "a column of 18");
        return {value.coefficient, Scale};
    }
    static constexpr void decode(wire stored, decimal<Scale>& out) {
        const auto coefficient = detail::rescale(stored.coefficient, stored.scale, Scale);
        if (!coefficient) detail::throw_decimal_out_of_range(stored.scale, Scale);
        out.coefficient = *coefficient;
    }
};

} // namespace v0
} // namespace refract
