// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/codec/codec.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

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

/// The coefficient of a constant text.
consteval std::int64_t constant_decimal(std::string_view text, unsigned scale) {
    const auto coefficient = parse_decimal(text, scale);
    refuse_if<REFRACT_DECIMAL_IS_EXACT_TEXT>(!coefficient);
    return coefficient.value_or(0);
}

/// The digits of a literal such as 1'000.50, without what separates them; none if it is no decimal number.
template <char... Character> consteval std::optional<wire::decimal> decimal_of_literal() {
    constexpr char written[] = {Character...};
    std::array<char, sizeof written> digits{};
    std::size_t count = 0;
    unsigned scale = 0;
    bool behind_point = false;
    for (const char each : written) {
        if (each == '\'') continue;
        digits[count++] = each;
        scale += behind_point;
        behind_point |= each == '.';
    }
    const auto coefficient = parse_decimal({digits.data(), count}, scale);
    if (!coefficient) return std::nullopt;
    return wire::decimal{*coefficient, static_cast<std::uint8_t>(scale)};
}

constexpr std::string print_decimal(std::int64_t coefficient, unsigned scale) {
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    char text[260];               // a scale is below 256
    std::size_t at = sizeof text; // from the last character to the first
    for (unsigned digits = 0; rest > 0 || digits <= scale; ++digits) {
        if (digits == scale && scale > 0) text[--at] = '.';
        text[--at] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (coefficient < 0) text[--at] = '-';
    return std::string(text + at, sizeof text - at);
}

[[noreturn, gnu::cold]] inline void throw_decimal_out_of_range(unsigned stored, unsigned wanted) {
    throw_out_of_range("a number with " + std::to_string(stored) + " digits behind the point",
                       "refract::decimal<" + std::to_string(wanted) + ">");
}

} // namespace detail

/// An exact decimal number with `Scale` digits behind the point and 18 digits in all: money.
///
///     decimal<2> price = 19.99_dec;             // checked by the compiler; digits are never lost
///     decimal<2> same("19.99");                 // of a constant text
///     decimal<2>::whole(20)                     // 20.00
///     decimal<2>::from_coefficient(1999)        // 19.99
///     decimal<2>::parse(text)                   // of a text of the run time; none if it is no such number
template <unsigned Scale>
    requires(Scale <= 18)
struct decimal {
    std::int64_t coefficient = 0; ///< the value times 10^Scale

    constexpr decimal() = default;
    /// The number in a constant text; does not compile where it is none, or has more digits than fit.
    template <std::size_t Size> consteval explicit decimal(const char (&text)[Size])
        REFRACT_REFUSE_IF(!detail::parse_decimal({text, Size - 1}, Scale), REFRACT_DECIMAL_IS_EXACT_TEXT)
        : coefficient(detail::constant_decimal({text, Size - 1}, Scale)) {}
    /// The same number with more digits behind the point.
    /// Errors: `conversion_error` for a number that has too many before it.
    template <unsigned Fewer>
        requires(Fewer < Scale)
    constexpr decimal(decimal<Fewer> other) {
        const auto scaled = detail::rescale(other.coefficient, Fewer, Scale);
        if (!scaled) detail::throw_out_of_range("a decimal", "one with more digits behind the point");
        coefficient = *scaled;
    }
    /// Does not compile: 2.5 is a binary fraction, and 250 may mean 250.00 or 2.50.
    template <class Number>
        requires std::is_arithmetic_v<Number>
    constexpr decimal(Number) {
        detail::require<detail::failed<detail::rule::decimal_is_exact, decimal, Number>>();
    }

    /// `coefficient` / 10^Scale: 250 is 2.50 of a decimal<2>.
    static constexpr decimal from_coefficient(std::int64_t coefficient) {
        decimal made;
        made.coefficient = coefficient;
        return made;
    }
    /// A whole number: 250 is 250.00.
    /// Errors: `conversion_error` for one that does not fit.
    static constexpr decimal whole(std::int64_t number) {
        const auto scaled = detail::rescale(number, 0, Scale);
        if (!scaled) detail::throw_out_of_range("a whole number", "a decimal");
        return from_coefficient(*scaled);
    }
    /// Reads "12.5"; none for other text, or for more digits than fit.
    static constexpr std::optional<decimal> parse(std::string_view text) {
        if (auto coefficient = detail::parse_decimal(text, Scale)) return from_coefficient(*coefficient);
        return std::nullopt;
    }
    /// "12.50".
    constexpr std::string to_string() const { return detail::print_decimal(coefficient, Scale); }
    constexpr explicit operator double() const {
        return static_cast<double>(coefficient) / static_cast<double>(detail::power_of_ten(Scale));
    }

    // Of two scales the result has the finer one: the other converts to it.
    friend constexpr bool operator==(const decimal&, const decimal&) = default;
    friend constexpr auto operator<=>(const decimal&, const decimal&) = default;
    /// Errors: `conversion_error` for a result that does not fit.
    friend constexpr decimal operator+(decimal left, decimal right) {
        if (__builtin_add_overflow(left.coefficient, right.coefficient, &left.coefficient))
            detail::throw_out_of_range("a sum of decimals", "64 bits");
        return left;
    }
    friend constexpr decimal operator-(decimal left, decimal right) {
        if (__builtin_sub_overflow(left.coefficient, right.coefficient, &left.coefficient))
            detail::throw_out_of_range("a difference of decimals", "64 bits");
        return left;
    }
    friend constexpr decimal operator-(decimal number) { return decimal() - number; }
};

inline namespace literals {
/// 19.99_dec is a decimal<2>: as many digits behind the point as are written.
template <char... Character> consteval auto operator""_dec() {
    constexpr auto parts = detail::decimal_of_literal<Character...>();
    detail::require<detail::check_that<parts.has_value(), detail::rule::decimal_is_exact_text>>();
    if constexpr (parts.has_value())
        return decimal<parts->scale>::from_coefficient(parts->coefficient);
    else
        return decimal<0>{};
}
} // namespace literals

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

template <unsigned Scale> struct std::hash<refract::decimal<Scale>> {
    std::size_t operator()(refract::decimal<Scale> value) const noexcept {
        return std::hash<std::int64_t>()(value.coefficient);
    }
};
