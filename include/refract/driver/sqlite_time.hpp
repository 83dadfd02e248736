// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/error.hpp>
#include <refract/base/text_sink.hpp>
#include <refract/schema/wire.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Dates and times as SQLite stores them: text in one form, so that equal times are equal texts and later times
/// greater ones. Only that form is read: another one would be read as a time that no comparison finds.

namespace refract {
inline namespace v0 {
namespace detail {

/// Dates and times on their way into SQLite.
struct sqlite_moment {
    std::array<char, 48> text{};
    text_sink sink{.out = nullptr};

    explicit sqlite_moment(wire::timestamp value) {
        check_year(value.microseconds >= first_day * day && value.microseconds < (last_day + 1) * day);
        print([&](text_sink& out) { put_timestamp(out, value.microseconds); });
    }
    explicit sqlite_moment(wire::date value) {
        check_year(value.days >= first_day && value.days <= last_day);
        print([&](text_sink& out) { put_date(out, value.days); });
    }
    explicit sqlite_moment(wire::time value) {
        print([&](text_sink& out) { put_time(out, value.microseconds); });
    }

    std::string_view view() const { return {text.data(), sink.size}; }

private:
    // 0000-01-01 and 9999-12-31 in days since 1970-01-01.
    static constexpr std::int64_t first_day = -719'528, last_day = 2'932'896, day = 86'400'000'000;

    static void check_year(bool has_four_digits) {
        if (!has_four_digits)
            throw conversion_error("SQLite compares dates as text, which sorts for the years 0 to 9999 only; store "
                                   "another value, or refract::as_integer<T>");
    }
    template <class Print> void print(Print put) {
        sink = {.out = text.data()};
        put(sink);
    }
};

/// What a stored text is to a field of dates or times.
enum class stored_time : std::uint8_t { good, not_there /** 2026-02-30, 25:00 */, other_form };

/// Reads the one form of each; every part has its place.
struct stored_time_reader {
    std::string_view text;

    constexpr stored_time timestamp(std::int64_t& microseconds) const {
        constexpr std::int64_t day = 86'400'000'000;
        if (text.size() < 19 || text[10] != ' ') return stored_time::other_form;
        std::int64_t days = 0, time_of_day = 0;
        const stored_time first = stored_time_reader{text.substr(0, 10)}.date(days);
        if (first == stored_time::other_form) return first;
        const stored_time second = stored_time_reader{text.substr(11)}.time(time_of_day);
        if (second == stored_time::other_form) return second;
        microseconds = days * day + time_of_day; // of four digits of years: nothing overflows
        return first == stored_time::good && second == stored_time::good && time_of_day < day ? stored_time::good
                                                                                              : stored_time::not_there;
    }
    constexpr stored_time date(std::int64_t& days) const {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') return stored_time::other_form;
        bool digits = true;
        const unsigned year = pair(0, digits) * 100 + pair(2, digits), month = pair(5, digits),
                       of_month = pair(8, digits);
        if (!digits) return stored_time::other_form;
        if (month < 1 || month > 12 || of_month < 1) return stored_time::not_there;
        days = days_from_civil(year, month, of_month);
        return of_month <= 28 || civil_from_days(days).day == of_month ? stored_time::good : stored_time::not_there;
    }
    /// 24:00:00 is the end of a day; digits behind the point end in none that is 0.
    constexpr stored_time time(std::int64_t& microseconds) const {
        if (text.size() < 8 || text[2] != ':' || text[5] != ':') return stored_time::other_form;
        bool digits = true;
        const unsigned hour = pair(0, digits), minute = pair(3, digits), second = pair(6, digits);
        std::int64_t fraction = 0;
        if (text.size() > 8) {
            if (text[8] != '.' || text.size() == 9 || text.size() > 15 || text.back() == '0')
                return stored_time::other_form;
            std::int64_t unit = 100'000;
            for (std::size_t i = 9; i < text.size(); ++i, unit /= 10) fraction += digit(i, digits) * unit;
        }
        if (!digits) return stored_time::other_form;
        microseconds = ((std::int64_t{hour} * 60 + minute) * 60 + second) * 1'000'000 + fraction;
        return minute <= 59 && second <= 59 && microseconds <= 86'400'000'000 ? stored_time::good
                                                                              : stored_time::not_there;
    }

private:
    constexpr unsigned digit(std::size_t at, bool& digits) const {
        const auto value = static_cast<unsigned>(static_cast<unsigned char>(text[at])) - '0';
        digits &= value <= 9;
        return value;
    }
    constexpr unsigned pair(std::size_t at, bool& digits) const {
        return digit(at, digits) * 10 + digit(at + 1, digits);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract
