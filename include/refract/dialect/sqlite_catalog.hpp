// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/catalog_facts.hpp>
#include <refract/dialect/change_patterns.hpp>
#include <refract/dialect/lint_facts.hpp>
#include <refract/dialect/pull_facts.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlite_deploy.hpp>

/// \file
/// What SQLite's catalog answers. Sources: https://sqlite.org/schematab.html, https://sqlite.org/pragma.html

namespace refract {
inline namespace v0 {
namespace detail {

// The tables that a virtual table has for itself are its "shadow" tables, and nobody else's.
template <> inline constexpr catalog_facts catalog_of<dialect::sqlite>{
    .tables = "SELECT m.name AS name, CASE l.type WHEN 'virtual' THEN 'virtual_table' ELSE l.type END AS kind, "
              "m.sql AS sql, '' AS options, '' AS comment FROM sqlite_schema AS m "
              "JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = m.name "
              "WHERE m.type IN ('table', 'view') AND l.type IN ('table', 'view', 'virtual') "
              "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND {} = '' ORDER BY m.name",
    .columns = "SELECT m.name AS table_name, c.name AS name, c.type AS type, c.\"notnull\" = 0 AS nullable, "
               "coalesce(c.dflt_value, '') AS default_sql, '' AS collation, '' AS generated_sql, "
               "c.hidden = 3 AS is_stored, '' AS identity, '' AS comment FROM sqlite_schema AS m "
               "JOIN pragma_table_xinfo(m.name) AS c WHERE m.type = 'view' AND {} = '' ORDER BY m.name, c.cid",
    .indexes = "SELECT m.tbl_name AS table_name, m.name AS name, l.\"unique\" = 1 AS is_unique, 1 = 1 AS is_valid, "
               "(SELECT json_group_array(coalesce(x.name, '')) FROM pragma_index_xinfo(m.name) AS x WHERE x.key = 1) "
               "AS columns, m.sql AS sql, '' AS comment FROM sqlite_schema AS m "
               "JOIN pragma_index_list(m.tbl_name) AS l ON l.name = m.name "
               "WHERE m.type = 'index' AND m.sql IS NOT NULL AND {} = '' ORDER BY m.tbl_name, m.name",
    .attachments = "SELECT tbl_name AS table_name, type AS kind, name, sql FROM sqlite_schema "
                   "WHERE type = 'trigger' AND {} = '' ORDER BY tbl_name, name",
    .keeps_texts = true,
    .scratch = ":memory:",
};

// A type is any words, and a part of them says what a column prefers to hold: https://sqlite.org/datatype3.html
inline constexpr pulled_type sqlite_pulled_types[] = {
    {"INTEGER", "std::int64_t", type_kind::big_integer, true},
    {"TEXT", "std::string", type_kind::text, true},
    {"REAL", "double", type_kind::double_precision, true},
    {"BLOB", "std::vector<std::byte>", type_kind::bytes, true},
    {"BOOLEAN", "bool", type_kind::boolean, true},
    {"BOOL", "bool", type_kind::boolean},
    {"NUMERIC", "double", type_kind::decimal},
    {"DECIMAL", "double", type_kind::decimal},
    {"DATE", "std::chrono::year_month_day", type_kind::date},
    {"DATETIME", "std::chrono::sys_time", type_kind::timestamp},
    {"TIMESTAMP", "std::chrono::sys_time", type_kind::timestamp},
    {"TIME", "std::chrono::hh_mm_ss", type_kind::time},
    {"JSON", "refract::json", type_kind::json},
    {"UUID", "std::string", type_kind::text},
    {"STRING", "std::string", type_kind::text},
    {"MONEY", "double", type_kind::double_precision},
    {"INT", "std::int64_t", type_kind::big_integer, false, true},
    {"CHAR", "std::string", type_kind::text, false, true},
    {"CLOB", "std::string", type_kind::text, false, true},
    {"TEXT", "std::string", type_kind::text, false, true},
    {"BLOB", "std::vector<std::byte>", type_kind::bytes, false, true},
    {"REAL", "double", type_kind::double_precision, false, true},
    {"FLOA", "double", type_kind::double_precision, false, true},
    {"DOUB", "double", type_kind::double_precision, false, true},
};
template <> inline constexpr pull_facts pulls_of<dialect::sqlite>{
    .types = sqlite_pulled_types,
    .counted_type = "INTEGER",
    .row_key_off = "WITHOUT",
    .brackets_quote = true,
};

// Source: https://sqlite.org/lang_altertable.html
template <> inline constexpr change_patterns changes_of<dialect::sqlite>{
    .rename_table = "ALTER TABLE {table} RENAME TO {new}",
    .rename_column = "ALTER TABLE {table} RENAME COLUMN {column} TO {new}",
    .add_column = "ALTER TABLE {table} ADD COLUMN {definition}",
    .create_index = "CREATE {kind}INDEX {name} ON {table} {definition}",
    .drop_index = "DROP INDEX {name}",
    .create_view = "CREATE VIEW {table} {definition}",
    .drop_view = "DROP VIEW {table}",
    .drop_attachment = "DROP {kind} {name}",
    // Otherwise views that read the old table are in the way. Source: https://sqlite.org/pragma.html
    .begin_rebuild = "PRAGMA legacy_alter_table = ON",
    .end_rebuild = "PRAGMA legacy_alter_table = OFF",
    .forget_counter = "DELETE FROM sqlite_sequence WHERE name = {new}",
    .copy_counter =
        "INSERT INTO sqlite_sequence (name, seq) SELECT {new}, seq FROM sqlite_sequence WHERE name = {table}",
    .looks = "PRAGMA foreign_keys",
    .look_away = "PRAGMA foreign_keys = OFF",
    .look_again = "PRAGMA foreign_keys = ON",
    .broken_keys = "SELECT \"table\" AS name, coalesce(parent, '') AS target, count(*) AS count "
                   "FROM pragma_foreign_key_check() GROUP BY 1, 2 ORDER BY 1, 2",
    .keys_stand_in_tables = true,
};

// Source: https://sqlite.org/lang_altertable.html
template <> inline constexpr lint_facts lint_of<dialect::sqlite>{
    .name = "sqlite",
    .default_schema = "main",
    .rebuilds = true,
    .brackets_quote = true,
    .usual_version = 3'039'000,
    .steady_default_since = 1,
    .drop_column_since = 3'035'000,
};

} // namespace detail
} // namespace v0
} // namespace refract
