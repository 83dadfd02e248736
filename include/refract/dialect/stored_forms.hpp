// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/stored_form.hpp>

#include <span>

/// \file
/// How the databases spell the forms of `stored_as`. A form that is not in a database's table is stored the usual way
/// there: PostgreSQL has types of its own for dates, times of day and UUIDs.

namespace refract {
inline namespace v0 {
namespace detail {

using stored_spellings = std::span<const stored_spelling>;

/// The row of a form; null where the database stores such values the usual way.
constexpr const stored_spelling* find_spelling(stored_spellings rows, stored_kind form, type_kind type) {
    if (form == stored_kind::usual) return nullptr;
    for (const stored_spelling& each : rows)
        if (each.kind == form && each.type == type) return &each;
    return nullptr;
}

/// SQLite. What is in another form becomes a blob, which every read refuses. `refract_refuse` is a function of the
/// driver: it fails with its text.
inline constexpr stored_spelling sqlite_stored_forms[] = {
    {stored_kind::unix_seconds, type_kind::timestamp, "INTEGER",
     "CASE typeof({}) WHEN 'text' THEN CAST({} AS BLOB) ELSE coalesce(strftime('%Y-%m-%d %H:%M:%S', {}, "
     "'unixepoch'), {}) END",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE CAST(strftime('%s', {}) AS INTEGER) END"},
    {stored_kind::unix_milliseconds, type_kind::timestamp, "INTEGER",
     "CASE typeof({}) WHEN 'text' THEN CAST({} AS BLOB) ELSE coalesce(rtrim(rtrim(strftime('%Y-%m-%d "
     "%H:%M:%f', {} / 1000.0, 'unixepoch'), '0'), '.'), {}) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE strftime('%s', {}) * 1000 + substr(substr({}, 21) || '000', 1, 3) END"},
    {stored_kind::julian_day, type_kind::timestamp, "REAL",
     "CASE typeof({}) WHEN 'text' THEN CAST({} AS BLOB) ELSE coalesce(rtrim(rtrim(strftime('%Y-%m-%d "
     "%H:%M:%f', {}), '0'), '.'), {}) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE julianday({}) END"},
    {stored_kind::text_seconds, type_kind::timestamp, "TEXT", "{}",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE {} END"},
    {stored_kind::text_milliseconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 23) END"},
    {stored_kind::text_microseconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 26)"},
    {stored_kind::iso_seconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', {}), '0'), '.'), {}) "
     "ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE strftime('%Y-%m-%dT%H:%M:%SZ', {}) END"},
    {stored_kind::iso_milliseconds, type_kind::timestamp, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', {}), '0'), '.'), {}) "
     "ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE strftime('%Y-%m-%dT%H:%M:%fZ', {}) END"},
    {stored_kind::text_milliseconds, type_kind::time, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 12 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 12) END"},
    {stored_kind::text_microseconds, type_kind::time, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE WHEN instr({}, '.') THEN rtrim(rtrim({}, '0'), '.') ELSE "
     "{} END, {}) ELSE CAST({} AS BLOB) END",
     "substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 15)"},
    {stored_kind::hours_and_minutes, type_kind::time, "TEXT",
     "CASE typeof({}) WHEN 'text' THEN coalesce(CASE length({}) WHEN 5 THEN {} || ':00' ELSE {} END, {}) ELSE "
     "CAST({} AS BLOB) END",
     "CASE WHEN substr({}, 6) <> ':00' THEN refract_refuse('a time of day is finer than the minutes that its "
     "column stores') ELSE substr({}, 1, 5) END"},
    {stored_kind::unix_seconds, type_kind::date, "INTEGER",
     "CASE WHEN typeof({}) = 'integer' AND {} % 86400 = 0 THEN coalesce(date({}, 'unixepoch'), {}) ELSE "
     "CAST({} AS BLOB) END",
     "CAST(strftime('%s', {}) AS INTEGER)"},
    {stored_kind::unix_milliseconds, type_kind::date, "INTEGER",
     "CASE WHEN typeof({}) = 'integer' AND {} % 86400000 = 0 THEN coalesce(date({} / 1000, 'unixepoch'), {}) "
     "ELSE CAST({} AS BLOB) END",
     "strftime('%s', {}) * 1000"},
    {stored_kind::julian_day, type_kind::date, "REAL",
     "CASE WHEN typeof({}) <> 'text' AND strftime('%H:%M:%f', {}) = '00:00:00.000' THEN date({}) ELSE CAST({} "
     "AS BLOB) END",
     "julianday({})"},
    {stored_kind::text_seconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = ' 00:00:00' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END", "{} || ' 00:00:00'"},
    {stored_kind::text_milliseconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = ' 00:00:00.000' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END",
     "{} || ' 00:00:00.000'"},
    {stored_kind::text_microseconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = ' 00:00:00.000000' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END",
     "{} || ' 00:00:00.000000'"},
    {stored_kind::iso_seconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = 'T00:00:00Z' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END", "{} || 'T00:00:00Z'"},
    {stored_kind::iso_milliseconds, type_kind::date, "TEXT",
     "CASE WHEN substr({}, 11) = 'T00:00:00.000Z' THEN substr({}, 1, 10) ELSE CAST({} AS BLOB) END",
     "{} || 'T00:00:00.000Z'"},
    {stored_kind::uuid_bytes, type_kind::uuid, "BLOB",
     "CASE WHEN typeof({}) = 'blob' AND length({}) = 16 THEN lower(substr(hex({}), 1, 8) || '-' || "
     "substr(hex({}), 9, 4) || '-' || substr(hex({}), 13, 4) || '-' || substr(hex({}), 17, 4) || '-' || "
     "substr(hex({}), 21)) ELSE CAST({} AS BLOB) END",
     "unhex(replace({}, '-', ''))", true, true},
    {stored_kind::uuid_digits, type_kind::uuid, "TEXT",
     "CASE WHEN length({}) = 32 AND {} = lower({}) THEN lower(substr({}, 1, 8) || '-' || substr({}, 9, 4) || "
     "'-' || substr({}, 13, 4) || '-' || substr({}, 17, 4) || '-' || substr({}, 21)) ELSE CAST({} AS BLOB) END",
     "replace({}, '-', '')", true},
    {stored_kind::uuid_upper_case, type_kind::uuid, "TEXT",
     "CASE WHEN length({}) = 36 AND {} = upper({}) THEN lower({}) ELSE CAST({} AS BLOB) END", "upper({})", true},
    {stored_kind::number_flag, type_kind::boolean, "INTEGER",
     "CASE {} WHEN {yes} THEN 1 WHEN {no} THEN 0 ELSE CAST({} AS BLOB) END",
     "CASE {} WHEN 1 THEN {yes} WHEN 0 THEN {no} END", true},
    {stored_kind::text_flag, type_kind::boolean, "TEXT",
     "CASE {} WHEN {yes} THEN 1 WHEN {no} THEN 0 ELSE CAST({} AS BLOB) END",
     "CASE {} WHEN 1 THEN {yes} WHEN 0 THEN {no} END", true},
};

/// PostgreSQL. A number of seconds with a fraction, and a flag of another value, are no values of these types.
inline constexpr stored_spelling postgres_stored_forms[] = {
    {stored_kind::number_flag, type_kind::boolean, "integer",
     "CASE {} WHEN {yes} THEN true WHEN {no} THEN false ELSE CAST(CAST({} AS text) || ' is no flag' AS "
     "boolean) END",
     "CASE {} WHEN true THEN {yes} WHEN false THEN {no} END", true},
    {stored_kind::text_flag, type_kind::boolean, "text",
     "CASE {} WHEN {yes} THEN true WHEN {no} THEN false ELSE CAST(CAST({} AS text) || ' is no flag' AS "
     "boolean) END",
     "CASE {} WHEN true THEN {yes} WHEN false THEN {no} END", true},
    {stored_kind::unix_seconds, type_kind::timestamp, "bigint", "to_timestamp({})",
     "CAST(CAST(CAST(extract(epoch FROM {}) AS double precision) AS text) AS bigint)"},
    {stored_kind::unix_milliseconds, type_kind::timestamp, "bigint",
     "timestamptz '1970-01-01 00:00:00+00' + {} * interval '1 millisecond'",
     "CAST(CAST(CAST(extract(epoch FROM {}) * 1000 AS double precision) AS text) AS bigint)"},
};

} // namespace detail
} // namespace v0
} // namespace refract
