// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/calendar.hpp>
#include <refract/base/chrono.hpp>
#include <refract/memory/number.hpp>
#include <refract/tree/date_unit.hpp>

#include <cstdint>

/// \file
/// Parts of dates and times, in UTC, and arithmetic with them.

namespace refract {
inline namespace v0 {
namespace detail {

/// So many microseconds or days later, or earlier.
inline std::int64_t moved(std::int64_t time, int sign, std::int64_t length) {
    std::int64_t sum = 0;
    if (sign > 0 ? __builtin_add_overflow(time, length, &sum) : __builtin_sub_overflow(time, length, &sum))
        throw_out_of_range("a time", "64 bits");
    return sum;
}
constexpr std::int64_t whole_days(std::int64_t microseconds) {
    return begin_of_unit(microseconds, "day") / microseconds_of_day;
}
constexpr std::int64_t microseconds_in_day(std::int64_t microseconds) {
    return microseconds - begin_of_unit(microseconds, "day");
}
/// The days of a date or a point in time.
constexpr std::int64_t days_of(const sql_type& type, std::int64_t time) {
    return type.kind == type_kind::date ? time : whole_days(time);
}
constexpr std::int64_t year_part(const sql_type& type, std::int64_t time) {
    return civil_from_days(days_of(type, time)).year;
}
constexpr std::int64_t month_part(const sql_type& type, std::int64_t time) {
    return civil_from_days(days_of(type, time)).month;
}
constexpr std::int64_t day_part(const sql_type& type, std::int64_t time) {
    return civil_from_days(days_of(type, time)).day;
}
/// From 0 for Sunday; 1970-01-01 was a Thursday.
constexpr std::int64_t weekday_part(const sql_type& type, std::int64_t time) {
    const std::int64_t day = (days_of(type, time) + 4) % 7;
    return day < 0 ? day + 7 : day;
}
constexpr std::int64_t hour_part(const sql_type&, std::int64_t time) {
    return microseconds_in_day(time) / 3'600'000'000;
}
constexpr std::int64_t minute_part(const sql_type&, std::int64_t time) {
    return microseconds_in_day(time) / 60'000'000 % 60;
}
constexpr std::int64_t second_part(const sql_type&, std::int64_t time) {
    return microseconds_in_day(time) / 1'000'000 % 60;
}
constexpr std::int64_t quarter_part(const sql_type& type, std::int64_t time) {
    return (month_part(type, time) + 2) / 3;
}
constexpr std::int64_t day_of_year_part(const sql_type& type, std::int64_t time) {
    const std::int64_t day = days_of(type, time);
    return day - whole_days(begin_of_unit(day * microseconds_of_day, "year")) + 1;
}
/// The number of a week is that of its Thursday.
constexpr std::int64_t week_part(const sql_type& type, std::int64_t time) {
    const std::int64_t from_monday = (weekday_part(type, time) + 6) % 7;
    const sql_type date{.kind = type_kind::date};
    return (day_of_year_part(date, days_of(type, time) - from_monday + 3) + 6) / 7;
}
inline any_value truncated(const any_value& time, date_unit unit) {
    if (time.type.kind != type_kind::date) return make_counted(time.type, begin_of_unit(time.number, word_of(unit)));
    return make_counted(time.type, whole_days(begin_of_unit(time.number * microseconds_of_day, word_of(unit))));
}
/// Now, in microseconds since 1970.
inline std::int64_t present(bool in_whole_seconds) {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const std::int64_t microseconds = std::chrono::duration_cast<std::chrono::microseconds>(since).count();
    return in_whole_seconds ? begin_of_unit(microseconds, "second") : microseconds;
}

} // namespace detail
} // namespace v0
} // namespace refract
