// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class frame_unit : std::uint8_t { rows, range, groups };
/// In the order of the rows.
enum class frame_bound : std::uint8_t { unbounded_preceding, preceding, current_row, following, unbounded_following };
enum class frame_exclusion : std::uint8_t { none, current_row, group, ties };

constexpr std::string_view word_of(frame_unit unit) {
    switch (unit) {
    case frame_unit::rows: return "ROWS";
    case frame_unit::range: return "RANGE";
    case frame_unit::groups: return "GROUPS";
    }
    return {};
}
constexpr std::string_view word_of(frame_exclusion exclusion) {
    switch (exclusion) {
    case frame_exclusion::none: return {};
    case frame_exclusion::current_row: return " EXCLUDE CURRENT ROW";
    case frame_exclusion::group: return " EXCLUDE GROUP";
    case frame_exclusion::ties: return " EXCLUDE TIES";
    }
    return {};
}

/// The rows of a window that a function sees: `ROWS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE TIES`.
struct frame {
    frame_unit unit{};
    frame_bound from{}, to{};
    frame_exclusion exclusion{};

    /// As a number, so that a node can hold it.
    constexpr std::uint16_t packed() const {
        return static_cast<std::uint16_t>(static_cast<unsigned>(unit) | static_cast<unsigned>(from) << 2 |
                                          static_cast<unsigned>(to) << 5 | static_cast<unsigned>(exclusion) << 8);
    }
    static constexpr frame of(std::uint16_t packed) {
        return {static_cast<frame_unit>(packed & 3), static_cast<frame_bound>(packed >> 2 & 7),
                static_cast<frame_bound>(packed >> 5 & 7), static_cast<frame_exclusion>(packed >> 8 & 3)};
    }
    constexpr bool is_in_order() const {
        return from <= to && from != frame_bound::unbounded_following && to != frame_bound::unbounded_preceding;
    }
    /// Whether the row itself is among them whatever the numbers are.
    constexpr bool holds_current_row() const {
        return from <= frame_bound::current_row && to >= frame_bound::current_row &&
               (exclusion == frame_exclusion::none || exclusion == frame_exclusion::ties);
    }
    constexpr bool has_offset() const { return has_offset(from) || has_offset(to); }
    static constexpr bool has_offset(frame_bound bound) {
        return bound == frame_bound::preceding || bound == frame_bound::following;
    }
    constexpr bool operator==(const frame&) const = default;
};

} // namespace detail
} // namespace v0
} // namespace refract
