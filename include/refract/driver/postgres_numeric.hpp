// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/number_text.hpp>
#include <refract/driver/postgres_wire.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// PostgreSQL's numeric of any size, from and to text.
/// Source: numeric_recv and numeric_send in src/backend/utils/adt/numeric.c.

namespace refract {
inline namespace v0 {
namespace detail {

/// Four decimal digits of a fraction or of a whole number; what lies outside the text is zero.
inline std::int16_t postgres_digit(std::string_view digits, std::ptrdiff_t first) {
    int value = 0;
    for (std::ptrdiff_t i = first; i < first + 4; ++i) {
        const bool inside = i >= 0 && i < static_cast<std::ptrdiff_t>(digits.size());
        value = 10 * value + (inside ? digits[static_cast<std::size_t>(i)] - '0' : 0);
    }
    return static_cast<std::int16_t>(value);
}

/// Errors: `conversion_error` for more than the 131,072 digits before and 16,383 behind the point that there can be.
inline void put_postgres(postgres_buffer& to, postgres_oid, const wire::numeric& value) {
    number_parts parts;
    parse_number(value.text, parts);
    if (parts.whole.size() > 131'072 || parts.fraction.size() > 16'383)
        throw_out_of_range("a number of " + std::to_string(parts.whole.size() + parts.fraction.size()) + " digits",
                           "a numeric of PostgreSQL");
    const auto whole = static_cast<std::ptrdiff_t>(parts.whole.size());
    const auto before = static_cast<std::int32_t>((whole + 3) / 4);
    auto behind = static_cast<std::int32_t>((parts.fraction.size() + 3) / 4);
    const auto digit = [&](std::int32_t i) {
        return i < before ? postgres_digit(parts.whole, whole - 4 * std::ptrdiff_t{before - i})
                          : postgres_digit(parts.fraction, 4 * std::ptrdiff_t{i - before});
    };
    std::int32_t first = 0, end = before + behind;
    while (first < end && digit(first) == 0) ++first;
    while (first < end && digit(end - 1) == 0) --end;
    to.put_number(static_cast<std::int16_t>(end - first));
    to.put_number(static_cast<std::int16_t>(first == end ? 0 : before - 1 - first));
    to.put_number(parts.negative ? postgres_numeric::negative : postgres_numeric::positive);
    to.put_number(static_cast<std::int16_t>(parts.fraction.size()));
    for (; first < end; ++first) to.put_number(digit(first));
}

inline postgres_complaint take_postgres(const char* from, int length, postgres_oid, wire::numeric& out) {
    if (length < postgres_numeric::size) return "holds no number";
    const int count = load_big_endian<std::int16_t>(from), weight = load_big_endian<std::int16_t>(from + 2);
    const auto sign = load_big_endian<std::uint16_t>(from + 4);
    const int scale = load_big_endian<std::int16_t>(from + 6);
    if (sign == postgres_numeric::not_a_number) return "holds NaN, which refract::numeric cannot hold";
    if (sign == postgres_numeric::infinity || sign == postgres_numeric::negative_infinity)
        return "holds an infinite number, which refract::numeric cannot hold";
    if (count < 0 || scale < 0 || length != postgres_numeric::size + 2 * count ||
        (sign != postgres_numeric::positive && sign != postgres_numeric::negative))
        return "holds no number";
    std::string& text = out.text;
    text = sign == postgres_numeric::negative ? "-" : "";
    // The digit of 10000^power; those that are not sent are zero.
    const auto put = [&](int power) {
        const int i = weight - power;
        const int digit =
            i >= 0 && i < count ? load_big_endian<std::int16_t>(from + postgres_numeric::size + 2 * i) : 0;
        if (digit < 0 || digit > 9999) return false;
        for (const int unit : {1000, 100, 10, 1}) text += static_cast<char>('0' + digit / unit % 10);
        return true;
    };
    for (int power = weight; power >= 0; --power)
        if (!put(power)) return "holds no number";
    if (weight < 0) text += '0';
    if (scale == 0) return nullptr;
    text += '.';
    const std::size_t point = text.size();
    for (int power = -1; text.size() - point < static_cast<std::size_t>(scale); --power)
        if (!put(power)) return "holds no number";
    text.resize(point + static_cast<std::size_t>(scale));
    return nullptr;
}

} // namespace detail
} // namespace v0
} // namespace refract
