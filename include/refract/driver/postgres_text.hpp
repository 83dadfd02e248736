// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/hexadecimal.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/uuid.hpp>
#include <refract/driver/driver.hpp>
#include <refract/driver/postgres_wire.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Values as the text that every type of PostgreSQL reads: for columns whose type is not the field's own,
/// and of whose binary form nothing is known.
/// Source: https://www.postgresql.org/docs/current/datatype-datetime.html, "Date/Time Input".

namespace refract {
inline namespace v0 {
namespace detail {

/// A number with zeros before it, `width` digits at least.
inline void put_postgres_digits(std::string& to, std::int64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    if (digits.size() < width) to.append(width - digits.size(), '0');
    to += digits;
}

/// Days since 1970 in the calendar that goes on for ever; years before 1 are counted BC.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
inline bool put_postgres_date(std::string& to, std::int64_t days) {
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t day_of_era = days - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153; // March is 0
    const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    put_postgres_digits(to, year > 0 ? year : 1 - year, 4);
    to += '-';
    put_postgres_digits(to, month, 2);
    to += '-';
    put_postgres_digits(to, day_of_year - (153 * shifted + 2) / 5 + 1, 2);
    return year <= 0;
}
/// "12:30:00.000001"; there may be more hours than a day has.
inline void put_postgres_time(std::string& to, std::uint64_t microseconds) {
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds / 3'600'000'000), 2);
    to += ':';
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds / 60'000'000 % 60), 2);
    to += ':';
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds / 1'000'000 % 60), 2);
    to += '.';
    put_postgres_digits(to, static_cast<std::int64_t>(microseconds % 1'000'000), 6);
}

inline std::string postgres_text_of(bool value) { return value ? "t" : "f"; }
template <class Number>
    requires std::is_arithmetic_v<Number>
std::string postgres_text_of(Number value) {
    if (value != value) return "NaN";
    if constexpr (std::is_floating_point_v<Number>)
        if (value - value != 0) return value > 0 ? "Infinity" : "-Infinity";
    char text[64];
    return std::string(text, std::to_chars(text, text + sizeof text, value).ptr);
}
inline std::string postgres_text_of(std::string_view value) {
    check_postgres_text(value);
    return std::string(value);
}
inline std::string postgres_text_of(wire::bytes value) {
    std::string text = "\\x";
    put_all_hexadecimal(text, value);
    return text;
}
/// In UTC, which types without a zone leave away.
inline std::string postgres_text_of(wire::timestamp value) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = value.microseconds / day, rest = value.microseconds % day;
    if (rest < 0) rest += day, --days;
    std::string text;
    const bool before_christ = put_postgres_date(text, days);
    text += ' ';
    put_postgres_time(text, static_cast<std::uint64_t>(rest));
    return text + (before_christ ? "+00 BC" : "+00");
}
inline std::string postgres_text_of(wire::date value) {
    std::string text;
    return put_postgres_date(text, value.days) ? text + " BC" : text;
}
inline std::string postgres_text_of(wire::time value) {
    std::string text;
    put_postgres_time(text, static_cast<std::uint64_t>(value.microseconds));
    return text;
}
inline std::string postgres_text_of(wire::interval value) {
    const bool negative = value.microseconds < 0;
    const auto bits = static_cast<std::uint64_t>(value.microseconds);
    std::string text = negative ? "-" : "";
    put_postgres_time(text, negative ? std::uint64_t{0} - bits : bits);
    return text;
}
inline std::string postgres_text_of(const wire::uuid& value) { return uuid{value.bytes}.to_string(); }
inline std::string postgres_text_of(wire::decimal value) { return print_decimal(value.coefficient, value.scale); }
inline std::string postgres_text_of(wire::json value) { return postgres_text_of(value.text); }
inline std::string postgres_text_of(const wire::numeric& value) { return value.text; }

/// An item of an array: in quotes, so that the text NULL is no NULL.
inline void put_postgres_text_item(std::string& to, std::string_view text) {
    to += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') to += '\\';
        to += c;
    }
    to += '"';
}
template <class Item> std::string postgres_text_of(const wire::list<Item>& list) {
    std::string text = "{";
    for (const auto& each : list.items) {
        if (text.size() > 1) text += ',';
        if (each.null)
            text += "NULL";
        else
            put_postgres_text_item(text, postgres_text_of(each.value));
    }
    return text + '}';
}
/// The items of a list that is one parameter; ends with NUL.
template <class Wire> void put_postgres_text_array(postgres_buffer& to, const wire::list_items<Wire>& list) {
    std::string text = "{";
    for (const auto& each : list) {
        if (text.size() > 1) text += ',';
        put_postgres_text_item(text, postgres_text_of(each.value));
    }
    text += '}';
    to.put(text.c_str(), text.size() + 1);
}

/// A value as a cell of COPY in its text format.
inline void append_postgres_copy_text(postgres_buffer& to, std::string_view text) {
    char* const begin = to.room(2 * text.size());
    char* out = begin;
    for (const char c : text) {
        const char escape = c == '\\' ? '\\' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\0';
        if (escape) *out++ = '\\';
        *out++ = escape ? escape : c;
    }
    to.commit(static_cast<std::size_t>(out - begin));
}

} // namespace detail
} // namespace v0
} // namespace refract
