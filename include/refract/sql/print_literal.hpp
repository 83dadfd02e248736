// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/sql/writer.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A whole number times 10^-scale, without an exponent.
constexpr void put_decimal(text_sink& out, std::int64_t coefficient, unsigned scale) {
    if (coefficient < 0) out.put('-');
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    std::array<char, 24> digits{};
    unsigned count = 0;
    for (; rest > 0 || count <= scale; rest /= 10) digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > 0) {
        out.put(digits[--count]);
        if (count == scale && scale > 0) out.put('.');
    }
}

/// "'01234567-89ab-cdef-0123-456789abcdef'".
constexpr void put_uuid(text_sink& out, const std::uint64_t (&halves)[2]) {
    out.put('\'');
    for (unsigned digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) out.put('-');
        out.put(hexadecimal_digits[halves[digit / 16] >> (15 - digit % 16) * 4 & 15]);
    }
    out.put('\'');
}

/// The shortest text that reads back as the same number. DDL is no hot path, and <charconv> would
/// cost every translation unit more than it saves here.
inline void put_real(text_sink& out, double value) {
    char text[40];
    int size = 0;
    for (int digits = 15; digits <= 17; ++digits) {
        size = std::snprintf(text, sizeof text, "%.*g", digits, value);
        if (std::strtod(text, nullptr) == value) break;
    }
    bool whole = true;
    for (int i = 0; i < size; ++i) {
        whole &= text[i] == '-' || (text[i] >= '0' && text[i] <= '9');
        out.put(text[i] == ',' ? '.' : text[i]); // the program's locale may have a comma there
    }
    if (whole) out.put(".0"); // "2" would divide as a whole number
}

/// Infinities, and NaN, which some databases have not.
inline void put_special_real(writer& out, double value) {
    const lexical_facts& facts = out.dialect.lexical;
    const std::string_view word = value != value ? facts.not_a_number
                                  : value < 0    ? facts.minus_infinity
                                                 : facts.infinity;
    if (word.empty())
        throw conversion_error("a default is NaN or infinite, which " + std::string(out.dialect.name) +
                               " cannot store");
    out.put(word);
}

/// A constant of a model in DDL.
constexpr void print_literal(writer& out, const literal& value) {
    const lexical_facts& facts = out.dialect.lexical;
    switch (value.type.kind) {
    case type_kind::boolean: return out.put(value.number ? facts.true_word : facts.false_word);
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer: return out.text.put_number(value.number);
    case type_kind::real:
    case type_kind::double_precision:
        if (!__builtin_isfinite(value.real)) return put_special_real(out, value.real);
        return put_real(out.text, value.real);
    case type_kind::decimal: return put_decimal(out.text, value.number, value.type.scale);
    case type_kind::numeric:
        out.put('\'');
        put_decimal(out.text, value.number, value.type.scale);
        return out.put('\'');
    case type_kind::interval:
        out.put(facts.interval_before);
        out.text.put_number(value.number);
        return out.put(facts.interval_behind);
    case type_kind::timestamp:
        out.put('\'');
        put_timestamp(out.text, value.number);
        out.put(facts.zone_suffix);
        return out.put('\'');
    case type_kind::date:
        out.put('\'');
        put_date(out.text, value.number);
        return out.put('\'');
    case type_kind::time:
        out.put('\'');
        put_time(out.text, value.number);
        return out.put('\'');
    case type_kind::uuid:
        if (!value.text.empty()) return out.text_literal(value.text);
        return put_uuid(out.text, value.uuid);
    default: return out.text_literal(value.text);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract
