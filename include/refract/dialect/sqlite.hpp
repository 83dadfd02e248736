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

} // namespace detail

namespace dialect {

/// SQLite 3.39 or later (RIGHT and FULL JOIN, RETURNING). https://sqlite.org/lang.html
struct sqlite {
    static constexpr detail::dialect_info info{
        .name = "SQLite",
        .placeholder = '?',
        // CURRENT_TIMESTAMP has whole seconds; this has milliseconds, without trailing zeros.
        .now = "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')",
        .now_in_seconds = "strftime('%Y-%m-%d %H:%M:%S', 'now')",
        .moment = "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')",
        .is_distinct_from = "IS NOT",
        .is_not_distinct_from = "IS",
        .ilike = "LIKE",
        .type_names = detail::sqlite_type_names,
        .stored_forms = detail::sqlite_stored_forms,
        .generated_key = "",
        .lists = detail::list_form::json,
        .has_for_update = false,
        .schemas = {.find_table = "SELECT name FROM pragma_table_list({}) "
                                  "WHERE schema = coalesce(nullif({}, ''), 'main') COLLATE NOCASE",
                    .find_schema = "SELECT name FROM (SELECT name FROM pragma_database_list UNION SELECT 'temp') "
                                   "WHERE name = {} COLLATE NOCASE AND {} = ''",
                    .main_schema = "main",
                    .ignores_case = true,
                    .index_has_schema = true,
                    .references_cross = false},
        .adds_foreign_keys = false,
        .sends_whole_results = false,
        .has_own_types = false,
        .has_text_functions = false,
        .has_extract = false,
        .widens_aggregates = false,
        .has_offset_alone = false,
        .has_named_enums = false,
        .has_exact_decimals = false,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract
