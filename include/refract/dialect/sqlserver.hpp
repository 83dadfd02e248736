// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr kind_name sqlserver_type_names[] = {
    {type_kind::boolean, "bit"},
    {type_kind::small_integer, "smallint"},
    {type_kind::integer, "int"},
    {type_kind::big_integer, "bigint"},
    {type_kind::real, "real"},
    {type_kind::double_precision, "float"},
    {type_kind::text, "nvarchar(max)"},
    {type_kind::bytes, "varbinary(max)"},
    {type_kind::timestamp, "datetime2(6)"},
    {type_kind::date, "date"},
    {type_kind::time, "time(6)"},
    {type_kind::interval, "bigint"},
    {type_kind::uuid, "uniqueidentifier"},
    {type_kind::decimal, "decimal"},
    {type_kind::json, "nvarchar(max)"},
    {type_kind::numeric, "decimal(38, 10)", "", kind_use::sorts}, // products lose digits
    {type_kind::array, ""},
    {type_kind::enumeration, "nvarchar(64)"},
};
static_assert(names_every_kind(sqlserver_type_names));

// len() leaves out blanks at the end; datalength() counts the bytes of nvarchar.
inline constexpr spelling_table sqlserver_spellings = spell({
    {operation::substring, "SUBSTRING({0}, {1}, CASE WHEN {2} > 0 THEN {2} ELSE 0 END)"},
    {operation::position, "CHARINDEX({0}, {1})"},
    {operation::reverse, "REVERSE({0})"},
    {operation::ceil, "CEILING({0})"},
    {operation::natural_logarithm, "LOG({0})"},
    // They bind as + does, and % before them.
    {operation::bit_and, "{(0)} & {(1)}", precedence::sum},
    {operation::bit_or, "{(0)} | {(1)}", precedence::sum},
    {operation::bit_xor, "{(0)} ^ {(1)}", precedence::sum},
    {operation::truncate_moment, "DATETRUNC({unit}, {0})"},
    {operation::truncate_date, "DATETRUNC({unit}, {0})"},
    {operation::nth_value, ""},
    {operation::concatenate, "+", precedence::concatenation},
    {operation::starts_with, "left({0}, datalength({1}) / 2) = {1} COLLATE Latin1_General_BIN2",
     precedence::comparison},
    {operation::ends_with, "right({0}, datalength({1}) / 2) = {1} COLLATE Latin1_General_BIN2", precedence::comparison},
    {operation::collate, ""}, // whose names cannot be quoted
    {operation::contains, "charindex({1}, {(0)} COLLATE Latin1_General_BIN2) > 0", precedence::comparison},
    {operation::in_list, "{(0)} IN (SELECT value FROM openjson({1}))", precedence::comparison},
    {operation::not_in_list, "{(0)} NOT IN (SELECT value FROM openjson({1}))", precedence::comparison},
    {operation::cast_number_to_boolean, "CAST({0} AS {type})"},
    {operation::cast_boolean_to_text, "CASE {0} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"},
    {operation::divide, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::divide_whole, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::modulo, "{(0)} % nullif({1}, 0)", precedence::product},
    {operation::length, "len({(0)} + 'x') - 1", precedence::sum},
    {operation::now, "sysutcdatetime()"},
    {operation::now_in_seconds, "CAST(sysutcdatetime() AS datetime2(0))"},
    {operation::year_of, "datepart(year, {0})"},
    {operation::month_of, "datepart(month, {0})"},
    {operation::day_of, "datepart(day, {0})"},
    {operation::hour_of, "datepart(hour, {0})"},
    {operation::minute_of, "datepart(minute, {0})"},
    {operation::second_of, "datepart(second, {0})"},
    {operation::quarter_of, "datepart(quarter, {0})"},
    {operation::week_of, "datepart(iso_week, {0})"},
    {operation::day_of_year, "datepart(dayofyear, {0})"},
    // The numbers of dateadd() have 32 bits.
    {operation::add_to_moment, "dateadd(microsecond, {(1)} % 1000000, dateadd(second, {(1)} / 1000000 % 86400, "
                               "dateadd(day, {(1)} / 86400000000, {0})))"},
    {operation::subtract_from_moment,
     "dateadd(microsecond, -{(1)} % 1000000, dateadd(second, -{(1)} / 1000000 % 86400, "
     "dateadd(day, -{(1)} / 86400000000, {0})))"},
    {operation::moments_between, "datediff_big(microsecond, {1}, {0})"},
    {operation::add_to_date, "dateadd(day, {(1)} / 86400000000, {0})"},
    {operation::subtract_from_date, "dateadd(day, -{(1)} / 86400000000, {0})"},
    {operation::divide_length, "{(0)} / nullif({1}, 0)", precedence::product},
    {operation::days_between, "datediff_big(day, {1}, {0}) * 86400000000", precedence::product},
    {operation::weekday_of, "(datepart(weekday, {0}) + @@datefirst - 1) % 7", precedence::product},
});

} // namespace detail

namespace dialect {

/// SQL Server 2022 or later, as text: no driver speaks to it yet. https://learn.microsoft.com/sql/t-sql
struct sqlserver {
    static constexpr detail::dialect_info info{
        .name = "SQL Server",
        .lexical =
            {.quote_open = '[', .quote_close = ']', .placeholder_mark = "@p", .true_word = "1", .false_word = "0"},
        .statements = {.limit = " OFFSET 0 ROWS FETCH NEXT {limit} ROWS ONLY",
                       .offset = " OFFSET {offset} ROWS",
                       .limit_and_offset = " OFFSET {offset} ROWS FETCH NEXT {limit} ROWS ONLY",
                       .order_of_limit = " ORDER BY (SELECT NULL)",
                       .exists = "SELECT CASE WHEN EXISTS ({query}) THEN 1 ELSE 0 END",
                       .orders_inner_queries = false,
                       .sends_whole_results = true,
                       .nulls_first = "CASE WHEN {0} IS NULL THEN 0 ELSE 1 END, {0}{order}",
                       .nulls_last = "CASE WHEN {0} IS NULL THEN 1 ELSE 0 END, {0}{order}",
                       .insert_returning = detail::returning_form::output,
                       .update_returning = detail::returning_form::output,
                       .delete_returning = detail::returning_form::output,
                       .upsert = detail::upsert_form::merge,
                       .savepoint = "SAVE TRANSACTION {0}",
                       .release_savepoint = "",
                       .roll_back_to_savepoint = "ROLLBACK TRANSACTION {0}"},
        .values = {.conditions_are_values = false,
                   .compares_rows = false,
                   .filters_aggregates = false,
                   .aggregate_types = detail::aggregate_form::of_argument,
                   .moment = "sysutcdatetime()"},
        .definitions = {.type_names = detail::sqlserver_type_names,
                        .generated_key = " IDENTITY",
                        .adds_foreign_keys = true},
        .schemas = {.find_table = "SELECT concat(schema_name(schema_id), '.', name) FROM sys.tables "
                                  "WHERE name = {} AND schema_id = schema_id(nullif({}, ''))",
                    .find_schema = "SELECT name FROM sys.schemas WHERE name = {} AND {} = ''",
                    .create_schema = "CREATE SCHEMA ",
                    .longest_name = 128},
        .spellings = &detail::sqlserver_spellings.rows,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract
