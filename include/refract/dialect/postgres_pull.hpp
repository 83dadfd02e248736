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
// Source: https://www.postgresql.org/docs/current/datatype.html
inline constexpr constant_text postgres_built_in_types[] = {
    "\"bit\"",
    "\"char\"",
    "aclitem",
    "bit",
    "bit varying",
    "box",
    "bpchar",
    "cid",
    "cidr",
    "circle",
    "datemultirange",
    "daterange",
    "inet",
    "int2vector",
    "int4multirange",
    "int4range",
    "int8multirange",
    "int8range",
    "interval",
    "interval day",
    "interval day to hour",
    "interval day to minute",
    "interval day to second",
    "interval hour",
    "interval hour to minute",
    "interval hour to second",
    "interval minute",
    "interval minute to second",
    "interval month",
    "interval second",
    "interval year",
    "interval year to month",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "pg_lsn",
    "pg_snapshot",
    "point",
    "polygon",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "tid",
    "time with time zone",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "xid",
    "xid8",
    "xml",
};
template <> inline constexpr pull_facts pulls_of<dialect::postgres>{
    .types = postgres_pulled_types,
    .plain_index = "USING btree",
    .before_query = "AS ",
    .built_in = postgres_built_in_types,
    .names_constraints = true,
    .makes_doubles_once = true,
};

} // namespace detail
} // namespace v0
} // namespace refract
