// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/postgres.hpp>
#include <refract/dialect/pull_facts.hpp>

/// \file
/// Which fields hold what columns of PostgreSQL hold. Source: https://www.postgresql.org/docs/current/datatype.html

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr pulled_type postgres_pulled_types[] = {
    {"boolean", "bool", type_kind::boolean, true},
    {"smallint", "std::int16_t", type_kind::small_integer, true},
    {"integer", "std::int32_t", type_kind::integer, true},
    {"bigint", "std::int64_t", type_kind::big_integer, true},
    {"real", "float", type_kind::real, true},
    {"double precision", "double", type_kind::double_precision, true},
    {"text", "std::string", type_kind::text, true},
    {"character varying", "std::string", type_kind::text},
    {"character", "std::string", type_kind::text},
    {"name", "std::string", type_kind::text},
    {"bytea", "std::vector<std::byte>", type_kind::bytes, true},
    {"timestamp with time zone", "std::chrono::sys_time", type_kind::timestamp, true},
    {"timestamp without time zone", "std::chrono::sys_time", type_kind::timestamp},
    {"date", "std::chrono::year_month_day", type_kind::date, true},
    {"time without time zone", "std::chrono::hh_mm_ss", type_kind::time, true},
    {"interval", "std::chrono::microseconds", type_kind::interval, true},
    {"uuid", "refract::uuid", type_kind::uuid, true},
    {"numeric", "refract::numeric", type_kind::decimal},
    {"json", "refract::json", type_kind::json},
    {"jsonb", "refract::json", type_kind::json, true},
};
template <> inline constexpr pull_facts pulls_of<dialect::postgres>{
    .types = postgres_pulled_types,
    .plain_index = "USING btree",
    .before_query = "AS ",
};

} // namespace detail
} // namespace v0
} // namespace refract
