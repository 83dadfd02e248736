// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {

/// What a time is cut to: `date_trunc<date_unit::month>(x)`. A week begins on Monday.
enum class date_unit : std::uint8_t { year, quarter, month, week, day, hour, minute, second };

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
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract
