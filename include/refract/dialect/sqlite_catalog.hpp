// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/catalog_facts.hpp>
#include <refract/dialect/change_patterns.hpp>
#include <refract/dialect/lint_facts.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlite_deploy.hpp>
#include <refract/dialect/sqlite_pull.hpp>

/// \file
/// What SQLite's catalog answers. Sources: https://sqlite.org/schematab.html, https://sqlite.org/pragma.html

namespace refract {
inline namespace v0 {
namespace detail {

// The tables that a virtual table has for itself are its "shadow" tables, and nobody else's.
template <> inline constexpr catalog_facts catalog_of<dialect::sqlite>{
    .tables = "SELECT m.name AS name, CASE l.type WHEN 'virtual' THEN 'virtual_table' ELSE l.type END AS kind, "
              "m.sql AS sql, '' AS options, '' AS comment, 1 = 1 AS is_filled FROM sqlite_schema AS m "
              "JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = m.name "
              "WHERE m.type IN ('table', 'view') AND l.type IN ('table', 'view', 'virtual') "
              "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND {} = '' ORDER BY m.name",
    .columns =
        "SELECT m.name AS table_name, c.name AS name, c.type AS type, c.\"notnull\" = 0 AS nullable, "
        "coalesce(c.dflt_value, '') AS default_sql, '' AS collation, '' AS generated_sql, "
        "c.hidden = 3 AS is_stored, '' AS identity, '' AS counting, '' AS comment, 0 AS is_inherited, '' AS counter_name, 0 AS counts_unlogged FROM sqlite_schema AS m "
        "JOIN pragma_table_xinfo(m.name) AS c WHERE m.type = 'view' AND {} = '' ORDER BY m.name, c.cid",
    .columns_of_one =
        "SELECT m.name AS table_name, c.name AS name, c.type AS type, c.\"notnull\" = 0 AS nullable, "
        "coalesce(c.dflt_value, '') AS default_sql, '' AS collation, '' AS generated_sql, "
        "c.hidden = 3 AS is_stored, '' AS identity, '' AS counting, '' AS comment, 0 AS is_inherited, '' AS counter_name, 0 AS counts_unlogged FROM sqlite_schema AS m "
        "JOIN pragma_table_xinfo(m.name) AS c WHERE m.type = 'view' AND {} = '' AND m.name = {} ORDER BY m.name, c.cid",
    .indexes = "SELECT m.tbl_name AS table_name, m.name AS name, l.\"unique\" = 1 AS is_unique, 1 = 1 AS is_valid, "
               "(SELECT json_group_array(coalesce(x.name, '')) FROM pragma_index_xinfo(m.name) AS x WHERE x.key = 1) "
               "AS columns, m.sql AS sql, '' AS comment FROM sqlite_schema AS m "
               "JOIN pragma_index_list(m.tbl_name) AS l ON l.name = m.name "
               "WHERE m.type = 'index' AND m.sql IS NOT NULL AND {} = '' ORDER BY m.tbl_name, m.name",
    .attachments = "SELECT tbl_name AS table_name, type AS kind, name, sql FROM sqlite_schema "
                   "WHERE type = 'trigger' AND {} = '' ORDER BY tbl_name, name",
    .brackets_quote = true,
    .ignores_case = true,
    .keeps_texts = true,
    .scratch = ":memory:",
};

// Source: https://sqlite.org/lang_altertable.html. Each writer locks the whole database, and all others wait.
template <> inline constexpr change_patterns changes_of<dialect::sqlite>{
    .rename_table = {.sql = "ALTER TABLE {table} RENAME TO {new}",
                     .lock = migrate::lock_class::whole_database,
                     .danger = migrate::hazard::breaks_clients,
                     .undo = "ALTER TABLE {new} RENAME TO {table}"},
    .rename_column = {.sql = "ALTER TABLE {table} RENAME COLUMN {column} TO {new}",
                      .lock = migrate::lock_class::whole_database,
                      .danger = migrate::hazard::breaks_clients,
                      .undo = "ALTER TABLE {table} RENAME COLUMN {new} TO {column}"},
    .create_table = {.sql = "{definition}", .lock = migrate::lock_class::whole_database, .undo = "DROP TABLE {table}"},
    .drop_table = {.sql = "DROP TABLE {table}",
                   .lock = migrate::lock_class::whole_database,
                   .danger = migrate::hazard::loses_data | migrate::hazard::breaks_clients,
                   .if_needed = "DROP TABLE IF EXISTS {table}"},
    .copy_rows = {.sql = "INSERT INTO {new} {definition} SELECT {kind} FROM {table}",
                  .lock = migrate::lock_class::whole_database,
                  .danger =
                      migrate::hazard::rewrites_table | migrate::hazard::blocks_writes | migrate::hazard::may_fail},
    .drop_copied = {.sql = "DROP TABLE {table}", .lock = migrate::lock_class::whole_database},
    .name_copied = {.sql = "ALTER TABLE {table} RENAME TO {new}", .lock = migrate::lock_class::whole_database},
    .add_column = {.sql = "ALTER TABLE {table} ADD COLUMN {definition}", .lock = migrate::lock_class::whole_database},
    .create_index = {.sql = "CREATE {kind}INDEX {name} ON {table} {definition}",
                     .lock = migrate::lock_class::whole_database,
                     .danger = migrate::hazard::builds_index | migrate::hazard::blocks_writes,
                     .undo = "DROP INDEX {name}",
                     .if_needed = "CREATE {kind}INDEX IF NOT EXISTS {name} ON {table} {definition}"},
    .drop_index = {.sql = "DROP INDEX {name}",
                   .lock = migrate::lock_class::whole_database,
                   .undo = "{undo}",
                   .if_needed = "DROP INDEX IF EXISTS {name}"},
    .create_view = {.sql = "CREATE VIEW {table} {definition}",
                    .lock = migrate::lock_class::whole_database,
                    .undo = "DROP VIEW {table}",
                    .if_needed = "CREATE VIEW IF NOT EXISTS {table} {definition}"},
    .drop_view = {.sql = "DROP VIEW {table}",
                  .lock = migrate::lock_class::whole_database,
                  .undo = "{undo}",
                  .if_needed = "DROP VIEW IF EXISTS {table}"},
    .create_attachment = {.sql = "{definition}",
                          .lock = migrate::lock_class::whole_database,
                          .undo = "DROP {kind} {name}"},
    .drop_attachment = {.sql = "DROP {kind} {name}",
                        .lock = migrate::lock_class::whole_database,
                        .undo = "{undo}",
                        .if_needed = "DROP {kind} IF EXISTS {name}"},
    // Otherwise views that read the old table are in the way. Source: https://sqlite.org/pragma.html
    .begin_rebuild = {.sql = "PRAGMA legacy_alter_table = ON", .if_needed = "PRAGMA legacy_alter_table = ON"},
    .end_rebuild = {.sql = "PRAGMA legacy_alter_table = OFF", .if_needed = "PRAGMA legacy_alter_table = OFF"},
    .forget_counter = {.sql = "DELETE FROM sqlite_sequence WHERE name = {new}",
                       .lock = migrate::lock_class::whole_database,
                       .if_needed = "DELETE FROM sqlite_sequence WHERE name = {new}"},
    .copy_counter = {.sql = "INSERT INTO sqlite_sequence (name, seq) SELECT {new}, seq FROM sqlite_sequence "
                            "WHERE name = {table}",
                     .lock = migrate::lock_class::whole_database},
    .looks = "PRAGMA foreign_keys",
    .look_away = "PRAGMA foreign_keys = OFF",
    .look_again = "PRAGMA foreign_keys = ON",
    .broken_keys = "SELECT \"table\" AS name, coalesce(parent, '') AS target, count(*) AS count "
                   "FROM pragma_foreign_key_check() GROUP BY 1, 2 ORDER BY 1, 2",
    .keys_stand_in_tables = true,
    .tables_ignore_case = true,
    // A column keeps what its affinity cannot change, but a real number has 15 digits as a text:
    // https://sqlite.org/datatype3.html
    .wider_types = "BOOLEAN,TINYINT,SMALLINT,INT,INTEGER,BIGINT,NUMERIC;BIGINT,INTEGER,INT,SMALLINT,TINYINT;"
                   "BOOLEAN,TEXT;TINYINT,TEXT;SMALLINT,TEXT;INT,TEXT;INTEGER,TEXT;BIGINT,TEXT;"
                   "CHAR,VARCHAR,TEXT;TEXT,VARCHAR,CHAR;DATE,DATETIME,TIMESTAMP;TIMESTAMP,DATETIME,DATE",
};

// Source: https://sqlite.org/lang_altertable.html
template <> inline constexpr lint_facts lint_of<dialect::sqlite>{
    .name = "sqlite",
    .default_schema = "main",
    .rebuilds = true,
    .brackets_quote = catalog_of<dialect::sqlite>.brackets_quote,
    .usual_version = 3'039'000,
    .steady_default_since = 1,
    .drop_column_since = 3'035'000,
};

} // namespace detail
} // namespace v0
} // namespace refract
