// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/text_sink.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// \file
/// Dates and times as text and back, for databases that store them so. <chrono> has all of it, at a
/// third of a second per translation unit.

namespace refract {
inline namespace v0 {
namespace detail {

/// A date of the proleptic Gregorian calendar.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
struct civil_date {
    std::int64_t year;
    unsigned month, day;
};
constexpr civil_date civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146097);
    const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

constexpr void put_padded(text_sink& out, std::int64_t number, int width) {
    if (number < 0) {
        out.put('-');
        number = -number;
    }
    std::int64_t limit = 10;
    for (int digits = 1; digits < width; ++digits, limit *= 10)
        if (number < limit) out.put('0');
    out.put_number(number);
}

/// "2026-01-31".
constexpr void put_date(text_sink& out, std::int64_t days) {
    const civil_date date = civil_from_days(days);
    put_padded(out, date.year, 4);
    out.put('-');
    put_padded(out, date.month, 2);
    out.put('-');
    put_padded(out, date.day, 2);
}

/// "23:59:59.5": up to six digits behind the point, without trailing zeros.
constexpr void put_time(text_sink& out, std::int64_t microseconds) {
    const std::int64_t seconds = microseconds / 1'000'000;
    put_padded(out, seconds / 3600, 2);
    out.put(':');
    put_padded(out, seconds / 60 % 60, 2);
    out.put(':');
    put_padded(out, seconds % 60, 2);
    std::int64_t fraction = microseconds % 1'000'000;
    if (fraction == 0) return;
    out.put('.');
    for (std::int64_t unit = 100'000; fraction > 0; unit /= 10) {
        out.put(static_cast<char>('0' + fraction / unit));
        fraction %= unit;
    }
}

/// "2026-01-31 23:59:59.5", in UTC.
constexpr void put_timestamp(text_sink& out, std::int64_t microseconds) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = microseconds / day, time = microseconds % day;
    if (time < 0) {
        --days;
        time += day;
    }
    put_date(out, days);
    out.put(' ');
    put_time(out, time);
}

/// Days since 1970-01-01 of a date; the inverse of `civil_from_days`.
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

inline constexpr std::int64_t microseconds_of_day = 86'400'000'000;

/// The beginning of the unit ("month") in which a time lies.
constexpr std::int64_t begin_of_unit(std::int64_t microseconds, std::string_view unit) {
    const auto cut = [&](std::int64_t length) {
        const std::int64_t rest = microseconds % length;
        return microseconds - (rest < 0 ? rest + length : rest);
    };
    if (unit == "millisecond") return cut(1'000);
    if (unit == "second") return cut(1'000'000);
    if (unit == "minute") return cut(60'000'000);
    if (unit == "hour") return cut(3'600'000'000);
    const std::int64_t days = cut(microseconds_of_day) / microseconds_of_day;
    if (unit == "day") return days * microseconds_of_day;
    if (unit == "week") { // 1970-01-01 was a Thursday
        const std::int64_t since_monday = (days + 3) % 7;
        return (days - (since_monday < 0 ? since_monday + 7 : since_monday)) * microseconds_of_day;
    }
    const civil_date date = civil_from_days(days);
    const unsigned month = unit == "year" ? 1 : unit == "quarter" ? (date.month - 1) / 3 * 3 + 1 : date.month;
    return days_from_civil(date.year, month, 1) * microseconds_of_day;
}
/// Reads text from the front; every step says whether it found what it wanted.
struct time_reader {
    std::string_view rest;

    constexpr bool accept(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    constexpr bool number(std::size_t width, std::int64_t& out) {
        if (rest.size() < width) return false;
        out = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (rest[i] < '0' || rest[i] > '9') return false;
            out = out * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(width);
        return true;
    }
    constexpr bool date(std::int64_t& days) {
        const bool negative = accept('-');
        std::int64_t year = 0, month = 0, day = 0;
        std::size_t width = 0;
        while (width < rest.size() && rest[width] >= '0' && rest[width] <= '9') ++width;
        if (width < 4 || width > 6 || !number(width, year) || !accept('-') || !number(2, month) || !accept('-') ||
            !number(2, day))
            return false;
        if (month < 1 || month > 12 || day < 1) return false;
        if (negative) year = -year;
        days = days_from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
        return civil_from_days(days).day == static_cast<unsigned>(day);
    }
    constexpr bool time(std::int64_t& microseconds) {
        std::int64_t hours = 0, minutes = 0, seconds = 0, fraction = 0;
        if (!number(2, hours) || !accept(':') || !number(2, minutes)) return false;
        const bool has_seconds = accept(':');
        if (has_seconds && !number(2, seconds)) return false;
        if (has_seconds && accept('.')) {
            std::int64_t unit = 100'000;
            if (rest.empty() || rest.front() < '0' || rest.front() > '9') return false;
            for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1)) {
                fraction += (rest.front() - '0') * unit;
                unit /= 10; // digits beyond microseconds add nothing
            }
        }
        if (hours > 24 || minutes > 59 || seconds > 59) return false;
        microseconds = ((hours * 60 + minutes) * 60 + seconds) * 1'000'000 + fraction;
        return microseconds <= 86'400'000'000;
    }
    /// "Z", "+02", "+02:00", "+0200" or nothing.
    constexpr bool offset(std::int64_t& microseconds) {
        microseconds = 0;
        while (accept(' ')) {}
        if (rest.empty() || accept('Z') || accept('z')) return true;
        const bool negative = rest.front() == '-';
        std::int64_t hours = 0, minutes = 0;
        if (!accept('-') && !accept('+')) return false;
        if (!number(2, hours)) return false;
        accept(':');
        if (!rest.empty() && !number(2, minutes)) return false;
        microseconds = (hours * 60 + minutes) * 60'000'000 * (negative ? -1 : 1);
        return true;
    }
};

/// Days since 1970-01-01 of "2026-01-31"; none for anything else and for dates that do not exist.
constexpr std::optional<std::int64_t> parse_date(std::string_view text) {
    time_reader reader{text};
    std::int64_t days = 0;
    if (!reader.date(days)) return std::nullopt;
    // A time of 00:00:00 behind it is how other programs store a date.
    std::int64_t time = 0;
    if (!reader.rest.empty() && (!(reader.accept(' ') || reader.accept('T')) || !reader.time(time) || time != 0))
        return std::nullopt;
    return reader.rest.empty() ? std::optional<std::int64_t>(days) : std::nullopt;
}
/// Microseconds since midnight of "23:59:59.5".
constexpr std::optional<std::int64_t> parse_time(std::string_view text) {
    time_reader reader{text};
    std::int64_t microseconds = 0;
    if (!reader.time(microseconds) || !reader.rest.empty()) return std::nullopt;
    return microseconds;
}
/// Microseconds since 1970-01-01 UTC of a date, "2026-01-31 23:59:59.5", with T, Z or an offset.
constexpr std::optional<std::int64_t> parse_timestamp(std::string_view text) {
    time_reader reader{text};
    std::int64_t days = 0, time = 0, offset = 0;
    if (!reader.date(days)) return std::nullopt;
    if (!reader.rest.empty() && ((!reader.accept(' ') && !reader.accept('T')) || !reader.time(time) ||
                                 !reader.offset(offset) || !reader.rest.empty()))
        return std::nullopt;
    std::int64_t microseconds = 0;
    if (__builtin_mul_overflow(days, std::int64_t{86'400'000'000}, &microseconds) ||
        __builtin_add_overflow(microseconds, time - offset, &microseconds))
        return std::nullopt;
    return microseconds;
}

} // namespace detail
} // namespace v0
} // namespace refract
