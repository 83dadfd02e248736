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
    {type_kind::json, "TEXT"},       {type_kind::numeric, "TEXT", "TEXT", false},
    {type_kind::array, ""},          {type_kind::enumeration, "TEXT"},
};
static_assert(names_every_kind(sqlite_type_names));

// CURRENT_TIMESTAMP has whole seconds; `now` has milliseconds, without trailing zeros. substr counts a negative start
// from the end, so the start of an ending is computed from the length. Its own arithmetic with times knows
// milliseconds, and is NULL beyond the year 9999.
inline constexpr spelling_table sqlite_spellings = spell({
    {operation::is_distinct_from, "IS NOT", precedence::comparison},
    {operation::is_not_distinct_from, "IS", precedence::comparison},
    {operation::in_list, "{(0)} IN (SELECT value FROM json_each({1}))", precedence::comparison},
    {operation::not_in_list, "{(0)} NOT IN (SELECT value FROM json_each({1}))", precedence::comparison},
    {operation::ends_with, "substr({0}, length({0}) - length({1}) + 1) = {1}", precedence::comparison},
    {operation::contains, "instr({0}, {1}) > 0", precedence::comparison},
    {operation::length, "length({0})"},
    {operation::now, "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')"},
    {operation::now_in_seconds, "strftime('%Y-%m-%d %H:%M:%S', 'now')"},
    {operation::year_of, "CAST(strftime('%Y', {0}) AS {type})"},
    {operation::month_of, "CAST(strftime('%m', {0}) AS {type})"},
    {operation::day_of, "CAST(strftime('%d', {0}) AS {type})"},
    {operation::weekday_of, "CAST(strftime('%w', {0}) AS {type})"},
    {operation::hour_of, "CAST(strftime('%H', {0}) AS {type})"},
    {operation::minute_of, "CAST(strftime('%M', {0}) AS {type})"},
    {operation::add_to_moment, "refract_add_time({0}, {1})"},
    {operation::subtract_from_moment, "refract_add_time({0}, -{(1)})"},
    {operation::moments_between, "refract_time_between({1}, {0})"},
    {operation::add_to_date, "refract_add_time({0}, {1})"},
    {operation::subtract_from_date, "refract_add_time({0}, -{(1)})"},
    {operation::days_between, "refract_time_between({1}, {0})"},
});

} // namespace detail

namespace dialect {

/// SQLite 3.39 or later (RIGHT and FULL JOIN, RETURNING). https://sqlite.org/lang.html
struct sqlite {
    static constexpr detail::dialect_info info{
        .name = "SQLite",
        // NaN is stored as NULL, and 9e999 overflows to infinity when it is read.
        .lexical = {.true_word = "1", .false_word = "0", .infinity = "9e999", .minus_infinity = "-9e999"},
        .statements = {.offset = " LIMIT -1 OFFSET {offset}"},
        .values = {.has_exact_decimals = false,
                   .moment = "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')",
                   .fit = "refract_fit",
                   .own_functions = "refract_"},
        // A key is the row's number, and made, if its column is INTEGER to the letter.
        .definitions = {.type_names = detail::sqlite_type_names, .generates_by_type = true},
        .schemas = {.find_table = "SELECT name FROM pragma_table_list({}) "
                                  "WHERE schema = coalesce(nullif({}, ''), 'main') COLLATE NOCASE",
                    .find_schema = "SELECT name FROM (SELECT name FROM pragma_database_list UNION SELECT 'temp') "
                                   "WHERE name = {} COLLATE NOCASE AND {} = ''",
                    .main_schema = "main",
                    .ignores_case = true,
                    .index_has_schema = true,
                    .references_cross = false},
        .stored_forms = detail::sqlite_stored_forms,
        .spellings = detail::sqlite_spellings,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract
