// SPDX-License-Identifier: MIT
#pragma once

#include <refract/tree/operation.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Every operation's row, in the order of the enumeration.
struct spelling_table {
    spelling rows[operation_count]{};
    constexpr const spelling& operator[](operation op) const { return rows[static_cast<std::size_t>(op)]; }
};

/// The standard's spellings with a dialect's own rows in their places:
///
///     inline constexpr spelling_table mine = spell({{operation::concatenate, "concat({0}, {1})"}});
template <std::size_t Count> constexpr spelling_table spell(const spelling (&own)[Count]) {
    spelling_table all{};
    for (std::size_t i = 0; i < operation_count; ++i) all.rows[i] = standard_spellings[i];
    for (const spelling& each : own) all.rows[static_cast<std::size_t>(each.op)] = each;
    return all;
}

} // namespace detail
} // namespace v0
} // namespace refract
