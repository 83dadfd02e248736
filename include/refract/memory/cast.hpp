// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/error.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/memory/number.hpp>
#include <refract/memory/text.hpp>
#include <refract/memory/time.hpp>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// \file
/// Casts, in the meaning that databases share.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn]] inline void throw_not_cast(std::string_view text, const sql_type& type) {
    throw conversion_error("'" + std::string(text.substr(0, 40)) + "' is not " + std::string(noun_of(type.kind)));
}

inline any_value cast_number(const any_value& value, const sql_type& type) {
    if (is_floating(type.kind)) {
        const double number = real_of(value);
        return make_real(type, number, !std::isfinite(number));
    }
    if (is_whole_number(type.kind)) {
        if (is_exact(value)) return make_whole(type, value.number / wide_power_of_ten(scale_of(value)));
        const double cut = std::trunc(value.real);
        if (!(cut >= -0x1p63 && cut < 0x1p63)) throw_out_of_range("a number", "64 bits");
        return make_whole(type, static_cast<std::int64_t>(cut));
    }
    constexpr std::int64_t limit = power_of_ten(18);
    any_value exact = value;
    if (is_floating(value.type.kind)) {
        if (!(std::fabs(value.real) < 1e18)) throw_out_of_range("a number", "a decimal");
        std::array<char, 64> digits{};
        const double rounded = std::strtod(rounded_text(value.real, type.scale).c_str(), nullptr);
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), rounded, std::chars_format::fixed, type.scale)
                .ptr;
        const auto coefficient = parse_decimal({digits.data(), end}, type.scale);
        if (!coefficient) throw_out_of_range("a number", "a decimal");
        exact = make_decimal(*coefficient, type.scale);
    }
    const wide_integer coefficient = rounded_coefficient(exact, type.scale);
    if (coefficient <= -limit || coefficient >= limit) throw_out_of_range("a number", "a decimal of 18 digits");
    return make_counted(type, static_cast<std::int64_t>(coefficient));
}

/// A number of any length as a decimal: the first digit that is too many rounds it, half away from zero.
inline any_value cast_number_parts(const number_parts& parts, const sql_type& type) {
    constexpr std::int64_t limit = power_of_ten(18);
    const std::size_t scale = type.scale;
    auto coefficient = parse_decimal(print_number(parts, parts.fraction.substr(0, scale)), type.scale);
    const bool is_rounded_up = parts.fraction.size() > scale && parts.fraction[scale] >= '5';
    if (coefficient && is_rounded_up && *coefficient > -limit && *coefficient < limit)
        *coefficient += parts.negative ? -1 : 1;
    if (!coefficient || *coefficient <= -limit || *coefficient >= limit)
        throw_out_of_range("a number", "a decimal of 18 digits");
    return make_counted(type, *coefficient);
}

/// A text that spells a number, with blanks around it or without.
inline any_value cast_text_to_number(std::string_view given, const sql_type& type) {
    std::string_view text = without_blanks(given, true, true);
    if (is_floating(type.kind)) {
        const std::string spelled(text);
        char* end = nullptr;
        errno = 0;
        const double number = std::strtod(spelled.c_str(), &end);
        if (spelled.empty() || end != spelled.c_str() + spelled.size()) throw_not_cast(given, type);
        const bool is_beyond = errno == ERANGE && (number == 0 || std::isinf(number));
        if (is_beyond) throw_out_of_range("a number", "the numbers that there are");
        return make_real(type, number, true);
    }
    number_parts parts;
    if (!parse_number(text, parts)) throw_not_cast(given, type);
    if (type.kind == type_kind::numeric) return make_text(type, print_number(parts, parts.fraction));
    if (!is_whole_number(type.kind)) return cast_number_parts(parts, type);
    const auto number = parse_decimal(text, 0);
    if (!number || text.find('.') != text.npos) throw_not_cast(given, type);
    return make_whole(type, *number);
}
inline any_value cast_text_to_boolean(std::string_view given) {
    const std::string word = with_letters(without_blanks(given, true, true), lower_letter);
    for (const char* each : {"true", "t", "yes", "y", "on", "1"})
        if (word == each) return make_boolean(true);
    for (const char* each : {"false", "f", "no", "n", "off", "0"})
        if (word == each) return make_boolean(false);
    throw_not_cast(given, {.kind = type_kind::boolean});
}
inline any_value cast_text(const any_value& value, const sql_type& type) {
    std::optional<std::int64_t> number;
    switch (type.kind) {
    case type_kind::boolean: return cast_text_to_boolean(value.text);
    case type_kind::date: number = parse_date(value.text); break;
    case type_kind::time: number = parse_time(value.text); break;
    case type_kind::timestamp: number = parse_timestamp(value.text); break;
    case type_kind::uuid:
        if (const auto parsed = uuid::parse(value.text)) return as_type(any_value(*parsed), type);
        throw_not_cast(value.text, type);
    default: return is_number(type.kind) ? cast_text_to_number(value.text, type) : make_text(type, value.text);
    }
    if (!number) throw_not_cast(value.text, type);
    return make_counted(type, *number);
}

template <class Put> std::string time_as_text(Put put) {
    std::array<char, 48> buffer{};
    text_sink sink{.out = buffer.data()};
    put(sink);
    return {buffer.data(), sink.size};
}
inline std::string cast_to_text(const dialect_info& dialect, const any_value& value) {
    switch (value.type.kind) {
    case type_kind::boolean: return value.number != 0 ? "true" : "false";
    case type_kind::date: return time_as_text([&](text_sink& out) { put_date(out, value.number); });
    case type_kind::time: return time_as_text([&](text_sink& out) { put_time(out, value.number); });
    case type_kind::timestamp: return time_as_text([&](text_sink& out) { put_timestamp(out, value.number); });
    case type_kind::uuid: return uuid{wire_row<wire::uuid>::make(value).bytes}.to_string();
    case type_kind::decimal: // a database without exact ones keeps no zeros at the end
        return dialect.values.has_exact_decimals ? exact_digits_of(value)
                                                 : std::string(shortest_number(exact_digits_of(value)));
    default: return is_whole_number(value.type.kind) ? std::to_string(value.number) : value.text;
    }
}

inline any_value cast_value(const dialect_info& dialect, const any_value& value, const sql_type& type) {
    const type_kind from = value.type.kind;
    if (type.kind == type_kind::text) return make_text(type, cast_to_text(dialect, value));
    if (from == type_kind::text) return cast_text(value, type);
    if (from == type_kind::boolean && is_number(type.kind))
        return cast_number(make_counted({.kind = type_kind::integer}, value.number), type);
    if (type.kind == type_kind::boolean && is_number(from))
        return make_boolean(is_floating(from) ? value.real != 0 : value.number != 0);
    if (is_number(from) && is_number(type.kind)) return cast_number(value, type);
    if (from == type_kind::timestamp && type.kind == type_kind::date)
        return make_counted(type, whole_days(value.number));
    if (from == type_kind::timestamp && type.kind == type_kind::time)
        return make_counted(type, microseconds_in_day(value.number));
    if (from == type_kind::date && type.kind == type_kind::timestamp)
        return make_counted(type, value.number * microseconds_of_day);
    return value;
}

} // namespace detail
} // namespace v0
} // namespace refract
