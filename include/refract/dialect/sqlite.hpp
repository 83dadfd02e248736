// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr kind_name sqlite_type_names[] = {
    {type_kind::boolean, "BOOLEAN"}, {type_kind::small_integer, "INTEGER"},
    {type_kind::integer, "INTEGER"}, {type_kind::big_integer, "INTEGER"},
    {type_kind::real, "REAL"},       {type_kind::double_precision, "REAL"},
    {type_kind::text, "TEXT"},       {type_kind::bytes, "BLOB"},
    {type_kind::timestamp, "TEXT"},  {type_kind::date, "TEXT"},
    {type_kind::time, "TEXT"},       {type_kind::interval, "INTEGER"},
    {type_kind::uuid, "TEXT"},       {type_kind::decimal, "NUMERIC"},
    {type_kind::json, "TEXT"},       {type_kind::numeric, "TEXT", "TEXT", kind_use::finds},
    {type_kind::array, ""},          {type_kind::enumeration, "TEXT"},
};
static_assert(names_every_kind(sqlite_type_names));

// A path has no way to spell a key with a quote in it. The values of json_each are no JSON, unless they are numbers; a
// whole one beyond 64 bits is a real one there.
// What is asked stands in a row of its own: beside json_each a program's column "key" or "value" would be one of its
// columns.
inline constexpr std::string_view sqlite_json_step =
    "(SELECT CASE e.type WHEN 'text' THEN json_quote(e.value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
    "WHEN 'null' THEN 'null' ELSE iif(typeof(e.value) = 'real', printf('%!.17g', e.value), e.value) END "
    "FROM (SELECT {0} AS d, {1} AS k) AS r, json_each(r.d) AS e WHERE e.key = r.k ORDER BY e.id DESC LIMIT 1)";

// CURRENT_TIMESTAMP has whole seconds; `now` has milliseconds, without trailing zeros. substr counts a negative start
// from the end, so the start of an ending is computed from the length. Its own arithmetic with times knows
// milliseconds, and is NULL beyond the year 9999; strftime rounds 23:59:59.9999 up, into such a year too, so that a
// part is taken of what stands before the fraction.
inline constexpr spelling_table sqlite_spellings = spell({
    {operation::grouping, ""},
    {operation::rollup, ""},
    {operation::cube, ""},
    {operation::grouping_sets, ""},
    {operation::grouping_set, ""},
    {operation::is_distinct_from, "IS NOT", precedence::comparison},
    {operation::is_not_distinct_from, "IS", precedence::comparison},
    {operation::divide, "1.0 * {(0)} / {(1)}", precedence::product}, // 10.00 is stored as 10, and 10 / 4 is 2
    {operation::in_list, "{(0)} IN (SELECT value FROM json_each({1}))", precedence::comparison},
    {operation::not_in_list, "{(0)} NOT IN (SELECT value FROM json_each({1}))", precedence::comparison},
    {operation::starts_with, "substr({0}, 1, length({1})) COLLATE BINARY = {1}", precedence::comparison},
    {operation::ends_with, "substr({0}, length({0}) - length({1}) + 1) COLLATE BINARY = {1}", precedence::comparison},
    {operation::contains, "instr({0}, {1}) > 0", precedence::comparison},
    // CAST takes what is past 64 bits for the last whole number; left as it is, no whole number reads it.
    {operation::cast_to_whole, "CASE WHEN {(0)} BETWEEN -9223372036854775808.0 AND 9223372036854774784.0 "
                               "THEN CAST({0} AS {type}) ELSE {0} END"},
    // A text that spells nothing of the type is an error that SQLite itself can raise, since an index may hold it. A
    // text equals a number if all of it spells one; CAST takes what it begins with.
    {operation::cast_text_to_boolean, "CASE WHEN lower(trim({0})) IN ('true', 't', 'yes', 'y', 'on', '1') THEN 1 "
                                      "WHEN lower(trim({0})) IN ('false', 'f', 'no', 'n', 'off', '0') THEN 0 "
                                      "WHEN {0} IS NOT NULL THEN json_extract('0', 'no boolean: ' || {0}) END"},
    {operation::cast_text_to_whole,
     "CASE WHEN {0} = CAST({0} AS {type}) AND {0} NOT GLOB '*[.eE]*' THEN CAST({0} AS {type}) "
     "WHEN {0} IS NOT NULL THEN json_extract('0', 'no whole number: ' || {0}) END"},
    {operation::cast_text_to_number, "CASE WHEN {0} = CAST({0} AS NUMERIC) THEN CAST({0} AS {type}) "
                                     "WHEN {0} IS NOT NULL THEN json_extract('0', 'no number: ' || {0}) END"},
    {operation::cast_text_to_date, "CASE WHEN {0} = date({0}, '+0 days') THEN {0} "
                                   "WHEN {0} IS NOT NULL THEN json_extract('0', 'no date: ' || {0}) END"},
    {operation::cast_text_to_moment, "refract_time({0})"},
    {operation::cast_moment_to_date, "substr({0}, 1, 10)"},
    {operation::cast_moment_to_time, "substr({0}, 12)"},
    {operation::cast_date_to_moment, "({0} || ' 00:00:00')"},
    {operation::length, "length({0})"},
    {operation::string_agg, "group_concat"},
    {operation::greatest, "coalesce(max({0}, {1}), {0}, {1})"},
    {operation::least, "coalesce(min({0}, {1}), {0}, {1})"},
    {operation::substring, "substr({0}, min(max({1}, 1), 2147483647), max(min({2}, 2147483647) + max(min({1}, 1), "
                           "-2147483648) - 1, 0))"},
    // Its lag does not see the rows behind, which a number below 0 asks for; its lead sees both.
    {operation::lag_by, "lead({...})"},
    {operation::row_distance_back, "-{(0)}"},
    {operation::position, "instr({1}, {0})"},
    {operation::round, "round({0}, max(min({1}, 2000), 0))"},
    // Where they have no result they are NULL; an error that SQLite itself can raise, since an index may hold them.
    {operation::square_root,
     "sqrt(CASE WHEN {0} < 0 THEN json_extract('0', {0} || ' has no square root') ELSE {0} END)"},
    {operation::natural_logarithm,
     "ln(CASE WHEN {0} <= 0 THEN json_extract('0', {0} || ' has no logarithm') ELSE {0} END)"},
    {operation::power,
     "power(CASE WHEN {0} < 0 AND {1} <> floor({1}) OR {0} = 0 AND {1} < 0 THEN json_extract('0', {0} || ' has no such "
     "power') ELSE {0} END, {1})"},
    {operation::bit_xor, "({(0)} | {(1)}) - ({(0)} & {(1)})", precedence::sum},
    {operation::shift_left, "{(0)} << {(1)}", precedence::concatenation},
    {operation::shift_right, "{(0)} >> {(1)}", precedence::concatenation},
    {operation::truncate_moment, "refract_truncate('{unit}', {0})"},
    {operation::truncate_date, "refract_truncate('{unit}', {0})"},
    {operation::now, "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')"},
    {operation::now_in_seconds, "strftime('%Y-%m-%d %H:%M:%S', 'now')"},
    {operation::year_of, "CAST(strftime('%Y', substr({0}, 1, 10)) AS {type})"},
    {operation::month_of, "CAST(strftime('%m', substr({0}, 1, 10)) AS {type})"},
    {operation::day_of, "CAST(strftime('%d', substr({0}, 1, 10)) AS {type})"},
    {operation::weekday_of, "CAST(strftime('%w', substr({0}, 1, 10)) AS {type})"},
    {operation::hour_of, "CAST(strftime('%H', substr({0}, 1, 19)) AS {type})"},
    {operation::minute_of, "CAST(strftime('%M', substr({0}, 1, 19)) AS {type})"},
    {operation::second_of, "CAST(strftime('%S', substr({0}, 1, 19)) AS {type})"},
    {operation::quarter_of, "(CAST(strftime('%m', substr({0}, 1, 10)) AS {type}) + 2) / 3", precedence::product},
    // The number of the week is that of its Thursday.
    {operation::week_of, "(CAST(strftime('%j', substr({0}, 1, 10), '-3 days', 'weekday 4') AS {type}) + 6) / 7",
     precedence::product},
    {operation::day_of_year, "CAST(strftime('%j', substr({0}, 1, 10)) AS {type})"},
    {operation::add_to_moment, "refract_add_time({0}, {1})"},
    {operation::subtract_from_moment, "refract_add_time({0}, -{(1)})"},
    {operation::moments_between, "refract_time_between({1}, {0})"},
    {operation::add_to_date, "refract_add_time({0}, {1})"},
    {operation::subtract_from_date, "refract_add_time({0}, -{(1)})"},
    {operation::days_between, "refract_time_between({1}, {0})"},
    {operation::full_text_match, "{of0}{table0} MATCH {1}", precedence::comparison},
    {operation::full_text_column_match, "{0} MATCH {1}", precedence::comparison},
    {operation::full_text_rank, "{of0}\"rank\""},
    {operation::full_text_weighted_rank, "bm25({of0}{table0}, {rest})"},
    {operation::full_text_highlight, "highlight({of0}{table0}, {number0}, {rest})"},
    {operation::full_text_snippet, "snippet({of0}{table0}, {number0}, {rest})"},
    {operation::json_text, "CASE json_type({0}, {path}) WHEN 'text' THEN json_extract({0}, {path}) END"},
    {operation::json_name, "CASE json_type({0}, {path}) WHEN 'text' THEN json_extract({0}, {path}) END"},
    // A fraction is an error that SQLite itself can raise, since an index may hold the part: no such path is there.
    {operation::json_whole,
     "CASE json_type({0}, {path}) WHEN 'integer' THEN json_extract({0}, {path}) "
     "WHEN 'real' THEN json_extract('0', json_extract({0}, {path}) || ' is no whole number') END"},
    {operation::json_real,
     "CASE WHEN json_type({0}, {path}) IN ('integer', 'real') THEN CAST(json_extract({0}, {path}) AS REAL) END"},
    {operation::json_boolean, "CASE json_type({0}, {path}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"},
    {operation::json_part, "nullif({0} -> {path}, 'null')"},
    {operation::json_any_part, "{(0)} -> {path}", precedence::concatenation},
    {operation::json_item, sqlite_json_step},
    {operation::json_step, sqlite_json_step},
    {operation::json_has_key,
     "EXISTS (SELECT 1 FROM (SELECT {0} AS d, {1} AS k) AS r, json_each(r.d) AS e WHERE e.key = r.k)"},
    {operation::json_length, "CASE json_type({0}) WHEN 'array' THEN json_array_length({0}) END"},
    {operation::json_or_empty, "coalesce({0}, json_object())"},
    {operation::json_set, "json_set(refract_object({0}), {path}, {1})"}, // it does nothing to what is no object
    {operation::json_replace, "json_replace({0}, {path}, {1})"},
    {operation::json_if_there, "CASE WHEN json_type({0}, {path}) IS NULL THEN {0} ELSE {1} END"},
    {operation::json_remove, "json_remove({0}, {path})"},
    {operation::json_of_value, "{0}", precedence::none},
    {operation::json_of_text, "json({0})"},
    {operation::json_of_real, "CASE WHEN {(0)} IS NOT NULL THEN json(printf('%!.17g', {0})) END"},
    {operation::json_of_boolean, "json(CASE WHEN {0} THEN 'true' WHEN NOT {(0)} THEN 'false' END)"},
    {operation::json_of_null, "NULL"},
    {operation::json_to_set, "{0}", precedence::none},
    {operation::json_of_fields, "json_object({fields})"},
    {operation::rows_of_series,
     "(WITH RECURSIVE numbers(value, key) AS (SELECT {0}, 1 WHERE CASE WHEN {2} > 0 THEN {0} <= {1} WHEN {2} < 0 "
     "THEN {0} >= {1} ELSE refract_refuse('the step of a series is 0') END UNION ALL SELECT value + {2}, key + 1 "
     "FROM numbers WHERE CASE WHEN {2} > 0 THEN {1} - value >= {2} ELSE value - {1} >= -{2} END) "
     "SELECT value, key FROM numbers)"},
    {operation::rows_of_json, "json_each(CASE json_type({0}) WHEN 'array' THEN {0} END)"},
    {operation::rows_of_values, "json_each({0})"},
    {operation::row_field, "{(0)} ->> {path}", precedence::concatenation},
    {operation::row_real, "CAST({(0)} ->> {path} AS REAL)"},
    {operation::row_moment, "refract_add_time('1970-01-01 00:00:00', {(0)} ->> {path})"},
    {operation::row_date, "refract_add_time('1970-01-01', ({(0)} ->> {path}) * 86400000000)"},
    {operation::row_length, "{(0)} ->> {path}", precedence::concatenation},
    {operation::row_bytes, "unhex({(0)} ->> {path})"},
    {operation::item_text, "CASE {of}type WHEN 'text' THEN {of}value END"},
    {operation::item_whole, "CASE {of}type WHEN 'integer' THEN {of}value WHEN 'real' THEN "
                            "json_extract('0', {of}value || ' is no whole number') END"},
    {operation::item_real, "CASE WHEN {of}type IN ('integer', 'real') THEN CAST({of}value AS REAL) END"},
    {operation::item_boolean, "CASE {of}type WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"},
    {operation::item_part,
     "CASE {of}type WHEN 'text' THEN json_quote({of}value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
     "ELSE iif(typeof({of}value) = 'real', printf('%!.17g', {of}value), {of}value) END"},
    {operation::json_agg, "json_group_array"},
    {operation::bool_and, "min"},
    {operation::bool_or, "max"},
});

/// What is in another form than its column's becomes a blob, which every read refuses. `refract_refuse` is a function
/// of the driver: it fails with its text.
inline constexpr stored_spelling sqlite_stored_forms[] = {
    {stored_kind::unix_seconds, type_kind::timestamp, "INTEGER",
     "CASE typeof({}) WHEN 'integer' THEN coalesce(strftime('%Y-%m-%d %H:%M:%S', {}, 'unixepoch'), {}) ELSE "
     "CAST({} AS BLOB) END",
     "CASE WHEN length({}) > 19 THEN refract_refuse('a time is finer than the seconds that its column stores') "
     "ELSE CAST(strftime('%s', {}) AS INTEGER) END"},
    {stored_kind::unix_milliseconds, type_kind::timestamp, "INTEGER",
     "CASE typeof({}) WHEN 'integer' THEN coalesce(rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', {} / 1000.0, "
     "'unixepoch'), '0'), '.'), {}) ELSE CAST({} AS BLOB) END",
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
     "CASE WHEN length({}) = 23 AND substr({}, 20, 1) = '.' THEN rtrim(rtrim({}, '0'), '.') ELSE CAST({} AS BLOB) "
     "END",
     "CASE WHEN length({}) > 23 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 23) END"},
    {stored_kind::text_microseconds, type_kind::timestamp, "TEXT",
     "CASE WHEN length({}) = 26 AND substr({}, 20, 1) = '.' THEN rtrim(rtrim({}, '0'), '.') ELSE CAST({} AS BLOB) "
     "END",
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
     "CASE WHEN length({}) = 12 AND substr({}, 9, 1) = '.' THEN rtrim(rtrim({}, '0'), '.') ELSE CAST({} AS BLOB) "
     "END",
     "CASE WHEN length({}) > 12 THEN refract_refuse('a time is finer than the milliseconds that its column "
     "stores') ELSE substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 12) END"},
    {stored_kind::text_microseconds, type_kind::time, "TEXT",
     "CASE WHEN length({}) = 15 AND substr({}, 9, 1) = '.' THEN rtrim(rtrim({}, '0'), '.') ELSE CAST({} AS BLOB) "
     "END",
     "substr(CASE WHEN instr({}, '.') THEN {} ELSE {} || '.' END || '000000', 1, 15)"},
    {stored_kind::hours_and_minutes, type_kind::time, "TEXT",
     "CASE length({}) WHEN 5 THEN {} || ':00' ELSE CAST({} AS BLOB) END",
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

} // namespace detail

namespace dialect {

/// SQLite 3.39 or later (RIGHT and FULL JOIN, RETURNING). https://sqlite.org/lang.html
struct sqlite {
    static constexpr detail::dialect_info info{
        .name = "SQLite",
        // NaN is stored as NULL, and 9e999 overflows to infinity when it is read.
        .lexical = {.true_word = "1", .false_word = "0", .infinity = "9e999", .minus_infinity = "-9e999"},
        .statements = {.offset = " LIMIT -1 OFFSET {offset}",
                       .has_functions_in_schemas = false,
                       .keys_see_outside = false,
                       .updates_from = true,
                       // In this order, which CROSS JOIN says.
                       .keys_below =
                           "{own} IN (WITH RECURSIVE {keys}({key}) AS (SELECT * FROM ({list}) AS {rows} UNION "
                           "SELECT {above} FROM {keys} CROSS JOIN {table} WHERE {own} = {keys}.{key}) "
                           "SELECT * FROM {keys})"},
        .values = {.like_ignores_case = true,
                   .rows_of_lists = "WITH {lists} SELECT {items} FROM {names}",
                   .row_list = "{name}(\"n\", {item}) AS MATERIALIZED (SELECT key, value FROM json_each({list}))",
                   .list_of_bytes = "SELECT unhex(value) FROM json_each({list})",
                   .lists_rows = false,
                   .separates_distinct = false,
                   .has_exact_decimals = false,
                   .decimal_quotient = "CAST(CAST({} AS TEXT) AS REAL)", // 15 digits
                   .moment = "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')",
                   .row_value = "value",
                   .row_position = "key",
                   .fit = "refract_fit",
                   .own_functions = "refract_"},
        // A key is the row's number, and made, if its column is INTEGER to the letter.
        .definitions = {.type_names = detail::sqlite_type_names,
                        .counting_key = " AUTOINCREMENT",
                        .generates_by_type = true,
                        .full_text_module = "fts5"},
        .schemas = {.find_table = "SELECT schema || '.' || name FROM pragma_table_list({}) "
                                  "WHERE schema = coalesce(nullif({}, ''), 'main') COLLATE NOCASE",
                    .find_schema = "SELECT name FROM (SELECT name FROM pragma_database_list UNION SELECT 'temp') "
                                   "WHERE name = {} COLLATE NOCASE AND {} = ''",
                    .main_schema = "main",
                    .ignores_case = true,
                    .index_has_schema = true,
                    .references_cross = false},
        .stored_forms = detail::sqlite_stored_forms,
        .spellings = &detail::sqlite_spellings.rows,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract
