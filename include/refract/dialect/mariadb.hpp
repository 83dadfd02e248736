// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr kind_name mariadb_type_names[] = {
    {type_kind::boolean, "boolean", "signed"},
    {type_kind::small_integer, "smallint", "signed"},
    {type_kind::integer, "int", "signed"},
    {type_kind::big_integer, "bigint", "signed"},
    {type_kind::real, "float", "float"},
    {type_kind::double_precision, "double", "double"},
    {type_kind::text, "text", "char"},
    {type_kind::bytes, "blob", "binary"},
    {type_kind::timestamp, "datetime(6)"},
    {type_kind::date, "date"},
    {type_kind::time, "time(6)"},
    {type_kind::interval, "bigint", "signed"},
    {type_kind::uuid, "uuid"},
    {type_kind::decimal, "decimal"},
    {type_kind::json, "json", "char"},
    {type_kind::numeric, "decimal(65, 30)", "", kind_use::sorts}, // products lose digits
    {type_kind::array, ""},
    {type_kind::enumeration, "varchar(64)", "char"},
};
static_assert(names_every_kind(mariadb_type_names));

// Texts compare without case in most collations; what counts characters compares bytes.
inline constexpr spelling_table mariadb_spellings = spell({
    {operation::grouping, ""},
    {operation::rollup, ""},
    {operation::cube, ""},
    {operation::grouping_sets, ""},
    {operation::grouping_set, ""},
    {operation::greatest, "coalesce(greatest({0}, {1}), {0}, {1})"},
    {operation::least, "coalesce(least({0}, {1}), {0}, {1})"},
    {operation::substring, "substring({0}, greatest({1}, 1), greatest({2} + least({1}, 1) - 1, 0))"},
    {operation::position, "locate({0}, {1})"},
    {operation::pad_start, "lpad({0}, {1}, {2})"},
    {operation::reverse, "reverse({0})"},
    {operation::string_agg, ""}, // its separator has a word of its own
    {operation::is_distinct_from, "(NOT ({(0)} <=> {(1)}))"},
    {operation::is_not_distinct_from, "<=>", precedence::comparison},
    // Of 64 bits without a sign.
    {operation::bit_and, "CAST({(0)} & {(1)} AS signed)"},
    {operation::bit_or, "CAST({(0)} | {(1)} AS signed)"},
    {operation::bit_xor, "CAST({(0)} ^ {(1)} AS signed)"},
    {operation::bit_not, "CAST(~{(0)} AS signed)"},
    {operation::divide_whole, "DIV", precedence::product},
    {operation::concatenate, "concat({0}, {1})"},
    {operation::like, "{(0)} LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::not_like, "{(0)} NOT LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::ilike, "{(0)} LIKE {(1)} ESCAPE ''", precedence::comparison},
    {operation::starts_with, "left({0}, char_length({1})) = {1} COLLATE utf8mb4_bin", precedence::comparison},
    {operation::ends_with, "right({0}, char_length({1})) = {1} COLLATE utf8mb4_bin", precedence::comparison},
    {operation::contains, "locate({1}, {(0)} COLLATE utf8mb4_bin) > 0", precedence::comparison},
    {operation::in_list,
     "{(0)} IN (SELECT value FROM json_table({1}, '$[*]' COLUMNS (value {column0} PATH '$')) AS list)",
     precedence::comparison},
    {operation::not_in_list,
     "{(0)} NOT IN (SELECT value FROM json_table({1}, '$[*]' COLUMNS (value {column0} PATH '$')) AS list)",
     precedence::comparison},
    {operation::cast_text_to_boolean, "CASE WHEN lower(trim({0})) IN ('true', 't', 'yes', 'y', 'on', '1') THEN 1 "
                                      "WHEN lower(trim({0})) IN ('false', 'f', 'no', 'n', 'off', '0') THEN 0 END"},
    {operation::cast_to_whole, "CAST(truncate({0}, 0) AS {type})"},
    {operation::now, "current_timestamp(6)"},
    {operation::now_in_seconds, "current_timestamp(0)"},
    {operation::weekday_of, "dayofweek({0}) - 1", precedence::sum},
    {operation::week_of, "week({0}, 3)"},
    {operation::day_of_year, "dayofyear({0})"},
    {operation::add_to_moment, "timestampadd(MICROSECOND, {1}, {0})"},
    {operation::subtract_from_moment, "timestampadd(MICROSECOND, -{(1)}, {0})"},
    {operation::moments_between, "timestampdiff(MICROSECOND, {1}, {0})"},
    {operation::add_to_date, "timestampadd(DAY, {(1)} DIV 86400000000, {0})"},
    {operation::subtract_from_date, "timestampadd(DAY, -{(1)} DIV 86400000000, {0})"},
    {operation::divide_length, "DIV", precedence::product},
    {operation::days_between, "datediff({0}, {1}) * 86400000000", precedence::product},
});

} // namespace detail

namespace dialect {

/// MariaDB 10.6 or later, as text: no driver speaks to it yet. https://mariadb.com/kb/en/sql-statements/
struct mariadb {
    static constexpr detail::dialect_info info{
        .name = "MariaDB",
        .lexical = {.quote_open = '`',
                    .quote_close = '`',
                    .placeholders = detail::placeholder_form::plain,
                    .true_word = "1",
                    .false_word = "0"},
        .statements = {.offset = " LIMIT 18446744073709551615 OFFSET {offset}",
                       .sends_whole_results = true,
                       .has_full_join = false,
                       .for_update = " FOR UPDATE",
                       .for_share = " LOCK IN SHARE MODE",
                       .nulls_first = "{0} IS NULL DESC, {0}{order}",
                       .nulls_last = "{0} IS NULL, {0}{order}",
                       .chosen_rows = "SELECT * FROM ({query}) AS `chosen`", // it takes no limit in IN itself
                       .insert_of_defaults = " () VALUES ()",
                       .update_returning = detail::returning_form::none,
                       .upsert = detail::upsert_form::on_duplicate_key,
                       .excluded = "VALUES({0})"},
        .values = {.filters_aggregates = false,
                   .aggregate_types = detail::aggregate_form::wider,
                   .moment = "current_timestamp(6)"},
        .definitions = {.type_names = detail::mariadb_type_names,
                        .generated_key = " AUTO_INCREMENT",
                        .adds_foreign_keys = true},
        .schemas = {.find_table = "SELECT concat(table_schema, '.', table_name) FROM information_schema.tables "
                                  "WHERE table_name = {} AND table_schema = coalesce(nullif({}, ''), database())",
                    .find_schema =
                        "SELECT schema_name FROM information_schema.schemata WHERE schema_name = {} AND {} = ''",
                    .create_schema = "CREATE SCHEMA ",
                    .longest_name = 64},
        .spellings = &detail::mariadb_spellings.rows,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract
