// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/schema/wire.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Forms in which other programs store what a database has no type of its own for. A column says its form with
/// `column<&T::x>.stored_as(...)`; it is then read, written and compared in that form.

namespace refract {
inline namespace v0 {
namespace detail {

enum class stored_kind : std::uint8_t {
    usual,
    unix_seconds,
    unix_milliseconds,
    julian_day,
    text_seconds,
    text_milliseconds,
    text_microseconds,
    iso_seconds,
    iso_milliseconds,
    hours_and_minutes,
    uuid_bytes,
    uuid_digits,
    uuid_upper_case,
    number_flag,
    text_flag, // stays the last one
};
inline constexpr std::size_t stored_kind_count = static_cast<std::size_t>(stored_kind::text_flag) + 1;

/// How a column's values are stored, where that is not the usual way.
struct stored_form {
    stored_kind kind = stored_kind::usual;
    std::int64_t yes_number = 1, no_number = 0; ///< of a flag
    std::string_view yes_text{}, no_text{};

    constexpr bool is_flag() const { return kind >= stored_kind::number_flag; }
};

/// A form whose kind is known to the compiler.
template <stored_kind Kind> struct stored_form_of : stored_form {
    static constexpr stored_kind form = Kind;
    constexpr stored_form_of(stored_form given = {}) : stored_form(given) { kind = Kind; }
};

/// Whether a form is one of a type's.
constexpr bool is_form_of(stored_kind form, type_kind type) {
    const auto between = [form](stored_kind first, stored_kind last) { return form >= first && form <= last; };
    switch (type) {
    case type_kind::boolean: return between(stored_kind::number_flag, stored_kind::text_flag);
    case type_kind::uuid: return between(stored_kind::uuid_bytes, stored_kind::uuid_upper_case);
    case type_kind::timestamp:
    case type_kind::date: return between(stored_kind::unix_seconds, stored_kind::iso_milliseconds);
    case type_kind::time:
        return between(stored_kind::text_milliseconds, stored_kind::text_microseconds) ||
               form == stored_kind::hours_and_minutes;
    default: return false;
    }
}

/// Whether what is read as one value may be stored in several ways: with another offset, or as a number next to it.
constexpr bool has_several_forms(stored_kind form, type_kind type) {
    if (form == stored_kind::julian_day) return true;
    const bool is_iso = form == stored_kind::iso_seconds || form == stored_kind::iso_milliseconds;
    return is_iso && type == type_kind::timestamp;
}

/// What a database calls a form, and how it gets from there to the usual form and back: `{}` is the operand, `{yes}`
/// and `{no}` are a flag's values.
struct stored_spelling {
    stored_kind kind{};
    type_kind type{};
    constant_text column{}; ///< in CREATE TABLE
    constant_text read{}, write{};
    bool is_exact = false;    ///< each value has one stored form: values can be compared in it
    bool binds_bytes = false; ///< a bound value is sent as its bytes, and needs no `write`
};

} // namespace detail

// Times and dates. What is finer than the form is a `conversion_error` when it is written.
inline constexpr detail::stored_form_of<detail::stored_kind::unix_seconds> unix_seconds{};           ///< 1710072000
inline constexpr detail::stored_form_of<detail::stored_kind::unix_milliseconds> unix_milliseconds{}; ///< 1710072000500
inline constexpr detail::stored_form_of<detail::stored_kind::julian_day> julian_day{};               ///< 2460380.0
inline constexpr detail::stored_form_of<detail::stored_kind::text_seconds> text_seconds{}; ///< "2024-03-10 12:00:00"
/// "2024-03-10 12:00:00.500", also of times of day; always three digits behind the point.
inline constexpr detail::stored_form_of<detail::stored_kind::text_milliseconds> text_milliseconds{};
/// "2024-03-10 12:00:00.500000", also of times of day; always six digits behind the point.
inline constexpr detail::stored_form_of<detail::stored_kind::text_microseconds> text_microseconds{};
inline constexpr detail::stored_form_of<detail::stored_kind::iso_seconds> iso_seconds{}; ///< "2024-03-10T12:00:00Z"
inline constexpr detail::stored_form_of<detail::stored_kind::iso_milliseconds>
    iso_milliseconds{}; ///< "...T12:00:00.500Z"
inline constexpr detail::stored_form_of<detail::stored_kind::hours_and_minutes> hours_and_minutes{}; ///< "09:30"

// UUIDs.
inline constexpr detail::stored_form_of<detail::stored_kind::uuid_bytes> uuid_bytes{};   ///< a blob of 16 bytes
inline constexpr detail::stored_form_of<detail::stored_kind::uuid_digits> uuid_digits{}; ///< 32 digits in lower case
inline constexpr detail::stored_form_of<detail::stored_kind::uuid_upper_case> uuid_upper_case{};

/// A bool that is stored as two numbers: `flag(1, 0)`, `flag(-1, 0)`.
template <std::integral Yes, std::integral No>
constexpr detail::stored_form_of<detail::stored_kind::number_flag> flag(Yes yes, No no) {
    return detail::stored_form{.yes_number = static_cast<std::int64_t>(yes),
                               .no_number = static_cast<std::int64_t>(no)};
}
/// A bool that is stored as two texts: `flag("Y", "N")`.
constexpr detail::stored_form_of<detail::stored_kind::text_flag> flag(std::string_view yes, std::string_view no) {
    return detail::stored_form{.yes_text = yes, .no_text = no};
}

} // namespace v0
} // namespace refract
