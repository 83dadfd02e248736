// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {

/// What a time is cut to: `date_trunc<date_unit::month>(x)`. A week begins on Monday.
enum class date_unit : std::uint8_t { year, quarter, month, week, day, hour, minute, second, millisecond };

namespace detail {

constexpr std::string_view word_of(date_unit unit) {
    switch (unit) {
    case date_unit::year: return "year";
    case date_unit::quarter: return "quarter";
    case date_unit::month: return "month";
    case date_unit::week: return "week";
    case date_unit::day: return "day";
    case date_unit::hour: return "hour";
    case date_unit::minute: return "minute";
    case date_unit::second: return "second";
    case date_unit::millisecond: return "millisecond";
    }
    return {};
}
/// The unit of so many seconds, a fraction; a year where there is none.
constexpr date_unit unit_of(std::intmax_t seconds, std::intmax_t parts) {
    if (parts == 1000 && seconds == 1) return date_unit::millisecond;
    if (parts != 1) return date_unit::year;
    return seconds == 1       ? date_unit::second
           : seconds == 60    ? date_unit::minute
           : seconds == 3600  ? date_unit::hour
           : seconds == 86400 ? date_unit::day
                              : date_unit::year;
}

} // namespace detail
} // namespace v0
} // namespace refract
