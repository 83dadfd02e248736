// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/sql_type.hpp>

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The kind of column that one of the drivers' plain values comes from.
template <class Wire> inline constexpr type_kind kind_of_wire = type_kind::none;
template <> inline constexpr type_kind kind_of_wire<bool> = type_kind::boolean;
template <> inline constexpr type_kind kind_of_wire<std::int16_t> = type_kind::small_integer;
template <> inline constexpr type_kind kind_of_wire<std::int32_t> = type_kind::integer;
template <> inline constexpr type_kind kind_of_wire<std::int64_t> = type_kind::big_integer;
template <> inline constexpr type_kind kind_of_wire<float> = type_kind::real;
template <> inline constexpr type_kind kind_of_wire<double> = type_kind::double_precision;
template <> inline constexpr type_kind kind_of_wire<std::string_view> = type_kind::text;
template <> inline constexpr type_kind kind_of_wire<wire::bytes> = type_kind::bytes;
template <> inline constexpr type_kind kind_of_wire<wire::timestamp> = type_kind::timestamp;
template <> inline constexpr type_kind kind_of_wire<wire::date> = type_kind::date;
template <> inline constexpr type_kind kind_of_wire<wire::time> = type_kind::time;
template <> inline constexpr type_kind kind_of_wire<wire::interval> = type_kind::interval;
template <> inline constexpr type_kind kind_of_wire<wire::uuid> = type_kind::uuid;
template <> inline constexpr type_kind kind_of_wire<wire::decimal> = type_kind::decimal;
template <> inline constexpr type_kind kind_of_wire<wire::json> = type_kind::json;

} // namespace detail
} // namespace v0
} // namespace refract
