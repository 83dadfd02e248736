// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/change_patterns.hpp>
#include <refract/dialect/postgres.hpp>

#include <array>

/// \file
/// How PostgreSQL is told to change what it holds, and what each statement locks.
/// Sources: https://www.postgresql.org/docs/current/sql-altertable.html (its notes say what scans and rewrites),
/// https://www.postgresql.org/docs/current/explicit-locking.html

namespace refract {
inline namespace v0 {
namespace detail {

/// One that says both ways: `on` and `off`.
constexpr attachment_pattern postgres_attachment(constant_text kind, constant_text on, constant_text off,
                                                 migrate::hazard danger = migrate::hazard::changes_access) {
    constexpr auto lock = migrate::lock_class::access_exclusive;
    return {.kind = kind,
            .create = {.sql = on, .lock = lock, .danger = danger, .undo = off, .if_needed = on},
            .drop = {.sql = off, .lock = lock, .danger = danger, .undo = "{undo}", .if_needed = off}};
}
constexpr attachment_pattern as_state(attachment_pattern of) {
    of.create.lock = of.drop.lock = migrate::lock_class::share_row_exclusive;
    of.order = attachment_order::behind_others;
    return of;
}
inline constexpr std::array<attachment_pattern, 24> postgres_attachments = [] {
    constexpr auto harmless = migrate::hazard::none;
    std::array<attachment_pattern, 24> all{
        postgres_attachment("policy", "CREATE POLICY {name} ON {table} {definition}", "DROP POLICY {name} ON {table}"),
        postgres_attachment("row level security", "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                            "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"),
        postgres_attachment("forced row level security", "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
                            "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"),
        postgres_attachment("grant of", "GRANT {definition} ON {table} TO {name}",
                            "REVOKE {definition} ON {table} FROM {name}"),
        postgres_attachment("grant option of", "GRANT {definition} ON {table} TO {name} WITH GRANT OPTION",
                            "REVOKE GRANT OPTION FOR {definition} ON {table} FROM {name}"),
        postgres_attachment("grant on sequence", "GRANT {definition} TO {name}", "REVOKE {definition} FROM {name}"),
        postgres_attachment("no grant of", "REVOKE {definition} ON {table} FROM {name}",
                            "GRANT {definition} ON {table} TO {name}"),
        as_state(
            postgres_attachment("owner", "ALTER {whole} OWNER TO {definition}", "ALTER {whole} OWNER TO CURRENT_USER")),
        as_state(postgres_attachment("trigger state", "ALTER TABLE {table} {definition} TRIGGER {name}",
                                     "ALTER TABLE {table} ENABLE TRIGGER {name}", harmless)),
        as_state(postgres_attachment("rule state", "ALTER TABLE {table} {definition} RULE {name}",
                                     "ALTER TABLE {table} ENABLE RULE {name}", harmless)),
        postgres_attachment("replica identity", "ALTER TABLE {table} REPLICA IDENTITY {definition}",
                            "ALTER TABLE {table} REPLICA IDENTITY DEFAULT", harmless),
        postgres_attachment("type of rows", "ALTER TABLE {table} OF {definition}", "ALTER TABLE {table} NOT OF",
                            harmless),
        postgres_attachment("cluster order", "ALTER TABLE {table} CLUSTER ON {definition}",
                            "ALTER TABLE {table} SET WITHOUT CLUSTER", harmless),
        postgres_attachment("comment on", "{kind} {name} ON {table} IS {definition}",
                            "{kind} {name} ON {table} IS NULL", harmless),
        postgres_attachment("comment on statistics", "COMMENT ON STATISTICS {place} IS {definition}",
                            "COMMENT ON STATISTICS {place} IS NULL", harmless),
        as_state(postgres_attachment("storage of extended column",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE {definition}",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE EXTENDED", harmless)),
        as_state(postgres_attachment("storage of main column",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE {definition}",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE MAIN", harmless)),
        as_state(postgres_attachment("compression of",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET COMPRESSION {definition}",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET COMPRESSION default", harmless)),
        as_state(postgres_attachment("statistics target of",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET STATISTICS {definition}",
                                     "ALTER TABLE {table} ALTER COLUMN {name} SET STATISTICS -1", harmless)),
        as_state(postgres_attachment("options of", "ALTER TABLE {table} ALTER COLUMN {name} SET ({definition})",
                                     "ALTER TABLE {table} ALTER COLUMN {name} RESET (n_distinct, n_distinct_inherited)",
                                     harmless)),
        postgres_attachment("tablespace", "ALTER TABLE {table} SET TABLESPACE {definition}",
                            "ALTER TABLE {table} SET TABLESPACE pg_default", migrate::hazard::rewrites_table),
        postgres_attachment("tablespace of index", "ALTER INDEX {place} SET TABLESPACE {definition}",
                            "ALTER INDEX {place} SET TABLESPACE pg_default", migrate::hazard::rewrites_table),
        postgres_attachment("comment", "COMMENT ON {whole} IS {definition}", "COMMENT ON {whole} IS NULL", harmless),
        postgres_attachment("statistics", "CREATE STATISTICS {place} {definition} FROM {table}",
                            "DROP STATISTICS {place}", harmless)};
    for (attachment_pattern& each : all) {
        if (each.kind.starts_with("grant") || each.kind.starts_with("no grant"))
            each.create.lock = each.drop.lock = migrate::lock_class::none;
        for (const char* const last : {"replica identity", "cluster order", "comment", "tablespace"})
            if (each.kind.starts_with(last)) each.order = attachment_order::behind_keys;
        for (const char* const small : {"comment", "statistics"})
            if (each.kind.starts_with(small))
                each.create.lock = each.drop.lock = migrate::lock_class::share_update_exclusive;
        if (each.kind == "policy" || each.kind == "statistics") each.create.if_needed = {}; // there is no such form
    }
    all[0].drop.if_needed = "DROP POLICY IF EXISTS {name} ON {table}";
    return all;
}();

template <> inline constexpr change_patterns changes_of<dialect::postgres>{
    .create_schema = {.sql = "CREATE SCHEMA {name}",
                      .undo = "DROP SCHEMA {name}",
                      .if_needed = "CREATE SCHEMA IF NOT EXISTS {name}"},
    .drop_schema = {.sql = "DROP SCHEMA {name}",
                    .lock = migrate::lock_class::access_exclusive,
                    .danger = migrate::hazard::breaks_clients,
                    .undo = "CREATE SCHEMA {name}",
                    .if_needed = "DROP SCHEMA IF EXISTS {name}"},
    .ready_schema = "public",
    .rename_table = {.sql = "ALTER TABLE {table} RENAME TO {new}",
                     .lock = migrate::lock_class::access_exclusive,
                     .danger = migrate::hazard::breaks_clients,
                     .undo = "ALTER TABLE {back} RENAME TO {name}"},
    .rename_column = {.sql = "ALTER TABLE {table} RENAME COLUMN {column} TO {new}",
                      .lock = migrate::lock_class::access_exclusive,
                      .danger = migrate::hazard::breaks_clients,
                      .undo = "ALTER TABLE {table} RENAME COLUMN {new} TO {column}"},
    .create_table = {.sql = "{definition}", .undo = "DROP TABLE {table}"},
    .drop_table = {.sql = "DROP TABLE {table}",
                   .lock = migrate::lock_class::access_exclusive,
                   .danger = migrate::hazard::loses_data | migrate::hazard::breaks_clients,
                   .if_needed = "DROP TABLE IF EXISTS {table}"},
    .set_options = {.sql = "ALTER TABLE {table} SET ({definition})",
                    .lock = migrate::lock_class::share_update_exclusive,
                    .if_needed = "ALTER TABLE {table} SET ({definition})"},
    .reset_options = {.sql = "ALTER TABLE {table} RESET ({definition})",
                      .lock = migrate::lock_class::share_update_exclusive,
                      .if_needed = "ALTER TABLE {table} RESET ({definition})"},
    .set_kind = {.sql = "ALTER TABLE {table} SET {definition}",
                 .lock = migrate::lock_class::access_exclusive,
                 .danger =
                     migrate::hazard::rewrites_table | migrate::hazard::blocks_reads | migrate::hazard::blocks_writes,
                 .undo = "ALTER TABLE {table} SET {old}",
                 .if_needed = "ALTER TABLE {table} SET {definition}"},
    .add_column = {.sql = "ALTER TABLE {table} ADD COLUMN {definition}",
                   .lock = migrate::lock_class::access_exclusive,
                   .undo = "ALTER TABLE {table} DROP COLUMN {column}",
                   .if_needed = "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {definition}"},
    .add_computed_column = {.sql = "ALTER TABLE {table} ADD COLUMN {definition}",
                            .lock = migrate::lock_class::access_exclusive,
                            .danger = migrate::hazard::rewrites_table | migrate::hazard::blocks_reads |
                                      migrate::hazard::blocks_writes,
                            .undo = "ALTER TABLE {table} DROP COLUMN {column}",
                            .if_needed = "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {definition}"},
    .drop_column = {.sql = "ALTER TABLE {table} DROP COLUMN {column}",
                    .lock = migrate::lock_class::access_exclusive,
                    .danger = migrate::hazard::loses_data | migrate::hazard::breaks_clients,
                    .if_needed = "ALTER TABLE {table} DROP COLUMN IF EXISTS {column}"},
    .set_alike_type = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition}",
                       .lock = migrate::lock_class::access_exclusive,
                       .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition}"},
    .set_type = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition}",
                 .lock = migrate::lock_class::access_exclusive,
                 .danger = migrate::hazard::rewrites_table | migrate::hazard::blocks_reads |
                           migrate::hazard::blocks_writes | migrate::hazard::breaks_clients,
                 .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition}"},
    .set_cast_type = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column}::{definition}",
                      .lock = migrate::lock_class::access_exclusive,
                      .danger = migrate::hazard::rewrites_table | migrate::hazard::blocks_reads |
                                migrate::hazard::blocks_writes | migrate::hazard::breaks_clients,
                      .if_needed =
                          "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column}::{definition}"},
    .set_type_by_number =
        {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column}::integer::{definition}",
         .lock = migrate::lock_class::access_exclusive,
         .danger = migrate::hazard::rewrites_table | migrate::hazard::blocks_reads | migrate::hazard::blocks_writes |
                   migrate::hazard::breaks_clients,
         .if_needed =
             "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column}::integer::{definition}"},
    .set_type_by_truth = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column} <> 0",
                          .lock = migrate::lock_class::access_exclusive,
                          .danger = migrate::hazard::rewrites_table | migrate::hazard::blocks_reads |
                                    migrate::hazard::blocks_writes | migrate::hazard::breaks_clients,
                          .if_needed =
                              "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column} <> 0"},
    .set_type_by_text =
        {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column}::text::{definition}",
         .lock = migrate::lock_class::access_exclusive,
         .danger = migrate::hazard::may_fail | migrate::hazard::rewrites_table | migrate::hazard::blocks_reads |
                   migrate::hazard::blocks_writes | migrate::hazard::breaks_clients,
         .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} USING {column}::text::{definition}"},
    .set_collated_type = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} COLLATE {kind}",
                          .lock = migrate::lock_class::access_exclusive,
                          .danger = migrate::hazard::rewrites_table | migrate::hazard::blocks_reads |
                                    migrate::hazard::blocks_writes | migrate::hazard::breaks_clients,
                          .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {definition} COLLATE {kind}"},
    .set_default = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {definition}",
                    .lock = migrate::lock_class::access_exclusive,
                    .undo = "ALTER TABLE {table} ALTER COLUMN {column} {undo}",
                    .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {definition}"},
    .drop_default = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT",
                     .lock = migrate::lock_class::access_exclusive,
                     .undo = "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {old}",
                     .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT"},
    .set_not_null = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL",
                     .lock = migrate::lock_class::access_exclusive,
                     .danger = migrate::hazard::may_fail | migrate::hazard::scans_table |
                               migrate::hazard::blocks_reads | migrate::hazard::blocks_writes,
                     .undo = "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL",
                     .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL"},
    .drop_not_null = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL",
                      .lock = migrate::lock_class::access_exclusive,
                      .danger = migrate::hazard::breaks_clients,
                      .undo = "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL",
                      .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL"},
    .fill_nulls = {.sql = "UPDATE {table} SET {column} = {definition} WHERE {column} IS NULL",
                   .lock = migrate::lock_class::none,
                   .danger = migrate::hazard::scans_table | migrate::hazard::blocks_writes,
                   .if_needed = "UPDATE {table} SET {column} = {definition} WHERE {column} IS NULL"},
    .fill_nulls_slowly =
        {.sql =
             "UPDATE {table} SET {column} = {definition} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {column} IS NULL LIMIT 5000))",
         .lock = migrate::lock_class::none,
         .danger = migrate::hazard::scans_table,
         .if_needed = "UPDATE {table} SET {column} = {definition} WHERE {column} IS NULL",
         .in_transaction = false,
         .repeats = true},
    // Later than 11 it does not look at the rows where a check says so: https://www.postgresql.org/docs/release/12.0/
    .set_checked_not_null = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL",
                             .lock = migrate::lock_class::access_exclusive,
                             .undo = "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL",
                             .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL",
                             .begins_anew = true},
    .set_identity = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} SET GENERATED {definition}",
                     .lock = migrate::lock_class::access_exclusive,
                     .undo = "ALTER TABLE {table} ALTER COLUMN {column} SET GENERATED {old}",
                     .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} SET GENERATED {definition}"},
    .add_identity = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} ADD GENERATED {definition} AS IDENTITY{kind}",
                     .lock = migrate::lock_class::access_exclusive,
                     .undo = "ALTER TABLE {table} ALTER COLUMN {column} DROP IDENTITY"},
    .drop_identity = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} DROP IDENTITY",
                      .lock = migrate::lock_class::access_exclusive,
                      .danger = migrate::hazard::breaks_clients,
                      .undo = "ALTER TABLE {table} ALTER COLUMN {column} ADD GENERATED {old} AS IDENTITY{kind}",
                      .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} DROP IDENTITY IF EXISTS"},
    .set_counting = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} {definition}",
                     .lock = migrate::lock_class::access_exclusive,
                     .undo = "ALTER TABLE {table} ALTER COLUMN {column} {undo}",
                     .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} {definition}"},
    .drop_expression = {.sql = "ALTER TABLE {table} ALTER COLUMN {column} DROP EXPRESSION",
                        .lock = migrate::lock_class::access_exclusive,
                        .if_needed = "ALTER TABLE {table} ALTER COLUMN {column} DROP EXPRESSION IF EXISTS"},
    .continue_identity =
        {.sql =
             "SELECT setval(pg_get_serial_sequence({definition}, {kind}), greatest(coalesce(max({column}), 0) + 1, {new}), false) FROM {table}",
         .lock = migrate::lock_class::none,
         .danger = migrate::hazard::scans_table},
    .create_owned_sequence = {.sql = "CREATE {kind}SEQUENCE {name}{definition}",
                              .undo = "DROP SEQUENCE {name}",
                              .if_needed = "CREATE {kind}SEQUENCE IF NOT EXISTS {name}{definition}"},
    .own_sequence = {.sql = "ALTER SEQUENCE {name} OWNED BY {table}.{column}",
                     .undo = "ALTER SEQUENCE {name} OWNED BY NONE",
                     .if_needed = "ALTER SEQUENCE {name} OWNED BY {table}.{column}"},
    .rename_sequence = {.sql = "ALTER SEQUENCE {name} RENAME TO {new}",
                        .lock = migrate::lock_class::access_exclusive,
                        .undo = "ALTER SEQUENCE {place} RENAME TO {old}"},
    .add_check = {.sql = "ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
                  .lock = migrate::lock_class::access_exclusive,
                  .danger = migrate::hazard::may_fail | migrate::hazard::scans_table | migrate::hazard::blocks_reads |
                            migrate::hazard::blocks_writes,
                  .undo = "ALTER TABLE {table} DROP CONSTRAINT {name}"},
    .add_key = {.sql = "ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
                .lock = migrate::lock_class::access_exclusive,
                .danger = migrate::hazard::may_fail | migrate::hazard::builds_index | migrate::hazard::blocks_reads |
                          migrate::hazard::blocks_writes,
                .undo = "ALTER TABLE {table} DROP CONSTRAINT {name}"},
    .add_reference = {.sql = "ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
                      .lock = migrate::lock_class::share_row_exclusive,
                      .danger =
                          migrate::hazard::may_fail | migrate::hazard::scans_table | migrate::hazard::blocks_writes,
                      .undo = "ALTER TABLE {table} DROP CONSTRAINT {name}"},
    .drop_constraint = {.sql = "ALTER TABLE {table} DROP CONSTRAINT {name}",
                        .lock = migrate::lock_class::access_exclusive,
                        .undo = "{undo}",
                        .if_needed = "ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}"},
    .rename_constraint = {.sql = "ALTER TABLE {table} RENAME CONSTRAINT {name} TO {new}",
                          .lock = migrate::lock_class::access_exclusive,
                          .undo = "ALTER TABLE {table} RENAME CONSTRAINT {new} TO {name}"},
    .add_check_unchecked = {.sql = "ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID",
                            .lock = migrate::lock_class::access_exclusive,
                            .undo = "ALTER TABLE {table} DROP CONSTRAINT {name}"},
    .add_reference_unchecked = {.sql = "ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID",
                                .lock = migrate::lock_class::share_row_exclusive,
                                .undo = "ALTER TABLE {table} DROP CONSTRAINT {name}"},
    .validate_constraint = {.sql = "ALTER TABLE {table} VALIDATE CONSTRAINT {name}",
                            .lock = migrate::lock_class::share_update_exclusive,
                            .danger = migrate::hazard::may_fail | migrate::hazard::scans_table,
                            .if_needed = "ALTER TABLE {table} VALIDATE CONSTRAINT {name}",
                            .begins_anew = true},
    .add_key_of_index = {.sql = "ALTER TABLE {table} ADD CONSTRAINT {name} {kind} USING INDEX {new}{definition}",
                         .lock = migrate::lock_class::access_exclusive,
                         .undo = "ALTER TABLE {table} DROP CONSTRAINT {name}"},
    .create_index = {.sql = "CREATE {kind}INDEX {name} ON {table} {definition}",
                     .lock = migrate::lock_class::share,
                     .danger = migrate::hazard::builds_index | migrate::hazard::blocks_writes,
                     .undo = "DROP INDEX {place}",
                     .if_needed = "CREATE {kind}INDEX IF NOT EXISTS {name} ON {table} {definition}"},
    .drop_index = {.sql = "DROP INDEX {name}",
                   .lock = migrate::lock_class::access_exclusive,
                   .undo = "{undo}",
                   .if_needed = "DROP INDEX IF EXISTS {name}"},
    .rename_index = {.sql = "ALTER INDEX {name} RENAME TO {new}",
                     .lock = migrate::lock_class::share_update_exclusive,
                     .undo = "ALTER INDEX {place} RENAME TO {old}"},
    // One that fails leaves an index that is not valid, which is dropped before it is tried again.
    .create_index_slowly = {.sql = "CREATE {kind}INDEX CONCURRENTLY {name} ON {table} {definition}",
                            .lock = migrate::lock_class::share_update_exclusive,
                            .danger = migrate::hazard::builds_index,
                            .undo = "DROP INDEX CONCURRENTLY {place}",
                            .if_needed = "CREATE {kind}INDEX CONCURRENTLY IF NOT EXISTS {name} ON {table} {definition}",
                            .in_transaction = false},
    .drop_index_slowly = {.sql = "DROP INDEX CONCURRENTLY {name}",
                          .lock = migrate::lock_class::share_update_exclusive,
                          .undo = "{undo}",
                          .if_needed = "DROP INDEX CONCURRENTLY IF EXISTS {name}",
                          .in_transaction = false},
    // It serves no query until each part has one that is attached. Source:
    // https://www.postgresql.org/docs/current/ddl-partitioning.html
    .create_index_of_whole = {.sql = "CREATE {kind}INDEX {name} ON ONLY {table} {definition}",
                              .lock = migrate::lock_class::share,
                              .undo = "DROP INDEX {place}",
                              .if_needed = "CREATE {kind}INDEX IF NOT EXISTS {name} ON ONLY {table} {definition}"},
    .attach_index = {.sql = "ALTER INDEX {name} ATTACH PARTITION {new}",
                     .lock = migrate::lock_class::share_update_exclusive,
                     .if_needed = "ALTER INDEX {name} ATTACH PARTITION {new}"},
    .create_view = {.sql = "CREATE VIEW {table} {kind}AS {definition}",
                    .undo = "DROP VIEW {table}",
                    .if_needed = "CREATE OR REPLACE VIEW {table} {kind}AS {definition}"},
    .create_materialized_view = {.sql = "CREATE MATERIALIZED VIEW {table} {kind}AS {definition}",
                                 .danger = migrate::hazard::scans_table,
                                 .undo = "DROP MATERIALIZED VIEW {table}",
                                 .if_needed = "CREATE MATERIALIZED VIEW IF NOT EXISTS {table} {kind}AS {definition}"},
    .create_unfilled_view = {.sql = "CREATE MATERIALIZED VIEW {table} {kind}AS {definition} WITH NO DATA",
                             .undo = "DROP MATERIALIZED VIEW {table}",
                             .if_needed =
                                 "CREATE MATERIALIZED VIEW IF NOT EXISTS {table} {kind}AS {definition} WITH NO DATA"},
    .drop_view = {.sql = "DROP VIEW {table}",
                  .lock = migrate::lock_class::access_exclusive,
                  .undo = "{undo}",
                  .if_needed = "DROP VIEW IF EXISTS {table}"},
    .drop_materialized_view = {.sql = "DROP MATERIALIZED VIEW {table}",
                               .lock = migrate::lock_class::access_exclusive,
                               .undo = "{undo}",
                               .if_needed = "DROP MATERIALIZED VIEW IF EXISTS {table}"},
    .create_enum = {.sql = "CREATE TYPE {name} AS ENUM ({definition})", .undo = "DROP TYPE {name}"},
    .add_label = {.sql = "ALTER TYPE {name} ADD VALUE {definition}",
                  .if_needed = "ALTER TYPE {name} ADD VALUE IF NOT EXISTS {definition}"},
    .rename_label = {.sql = "ALTER TYPE {name} RENAME VALUE {old} TO {definition}",
                     .danger = migrate::hazard::breaks_clients,
                     .undo = "ALTER TYPE {name} RENAME VALUE {definition} TO {old}"},
    .rename_type = {.sql = "ALTER TYPE {name} RENAME TO {new}",
                    .danger = migrate::hazard::breaks_clients,
                    .undo = "ALTER TYPE {place} RENAME TO {old}"},
    .drop_enum = {.sql = "DROP TYPE {name}", .undo = "{undo}", .if_needed = "DROP TYPE IF EXISTS {name}"},
    .create_domain = {.sql = "CREATE DOMAIN {name} AS {definition}", .undo = "DROP DOMAIN {name}"},
    .drop_domain = {.sql = "DROP DOMAIN {name}", .undo = "{undo}", .if_needed = "DROP DOMAIN IF EXISTS {name}"},
    .create_type = {.sql = "CREATE TYPE {name} AS {definition}", .undo = "DROP TYPE {name}"},
    .drop_type = {.sql = "DROP TYPE {name}", .undo = "{undo}", .if_needed = "DROP TYPE IF EXISTS {name}"},
    .create_collation = {.sql = "CREATE COLLATION {name} {definition}",
                         .undo = "DROP COLLATION {name}",
                         .if_needed = "CREATE COLLATION IF NOT EXISTS {name} {definition}"},
    .drop_collation = {.sql = "DROP COLLATION {name}",
                       .undo = "{undo}",
                       .if_needed = "DROP COLLATION IF EXISTS {name}"},
    .create_sequence = {.sql = "CREATE {kind}SEQUENCE {name} {definition}",
                        .undo = "DROP SEQUENCE {name}",
                        .if_needed = "CREATE {kind}SEQUENCE IF NOT EXISTS {name} {definition}"},
    .change_sequence = {.sql = "ALTER SEQUENCE {name} {definition}",
                        .lock = migrate::lock_class::share_row_exclusive,
                        .undo = "ALTER SEQUENCE {name} {old}",
                        .if_needed = "ALTER SEQUENCE {name} {definition}"},
    .drop_sequence = {.sql = "DROP SEQUENCE {name}",
                      .lock = migrate::lock_class::access_exclusive,
                      .danger = migrate::hazard::loses_data,
                      .if_needed = "DROP SEQUENCE IF EXISTS {name}"},
    .leave_bodies = {.sql = "SET check_function_bodies = off", .if_needed = "SET check_function_bodies = off"},
    .check_bodies = {.sql = "RESET check_function_bodies", .if_needed = "RESET check_function_bodies"},
    .create_function = {.sql = "{definition}", .undo = "DROP ROUTINE {name}", .if_needed = "{definition}"},
    .drop_function = {.sql = "DROP ROUTINE {name}",
                      .danger = migrate::hazard::breaks_clients,
                      .undo = "{undo}",
                      .if_needed = "DROP ROUTINE IF EXISTS {name}"},
    .create_extension = {.sql = "CREATE EXTENSION {name}{kind}",
                         .undo = "DROP EXTENSION {name}",
                         .if_needed = "CREATE EXTENSION IF NOT EXISTS {name}{kind}"},
    .move_extension = {.sql = "ALTER EXTENSION {name} SET{kind}",
                       .danger = migrate::hazard::breaks_clients,
                       .if_needed = "ALTER EXTENSION {name} SET{kind}"},
    .drop_extension = {.sql = "DROP EXTENSION {name}",
                       .danger = migrate::hazard::breaks_clients,
                       .undo = "CREATE EXTENSION {name}",
                       .if_needed = "DROP EXTENSION IF EXISTS {name}"},
    .create_attachment = {.sql = "{definition}",
                          .lock = migrate::lock_class::share_row_exclusive,
                          .undo = "DROP {kind} {name} ON {table}"},
    .drop_attachment = {.sql = "DROP {kind} {name} ON {table}",
                        .lock = migrate::lock_class::access_exclusive,
                        .undo = "{undo}",
                        .if_needed = "DROP {kind} IF EXISTS {name} ON {table}"},
    .attachments = postgres_attachments,
    .comment = {.sql = "COMMENT ON {kind} {name} IS {definition}",
                .lock = migrate::lock_class::share_update_exclusive,
                .undo = "COMMENT ON {kind} {name} IS {old}",
                .if_needed = "COMMENT ON {kind} {name} IS {definition}"},
    .views_hold_columns = true,
    .assigned_types = "smallint,integer,bigint,numeric,real,double precision;text,character varying,character;"
                      "date,timestamp without time zone,timestamp with time zone;json,jsonb;"
                      "time without time zone,time with time zone;inet,cidr",
    .cast_types = "integer,boolean;bit,bit varying",
    .wider_types = "smallint,integer,bigint,numeric;smallint,integer,double precision;real,double precision;"
                   "boolean,smallint,integer,bigint,numeric;boolean,real;boolean,double precision;"
                   "character varying,text;character,text;date,timestamp without time zone;json,jsonb;"
                   "jsonb,json;cidr,inet",
    .alike_types = "character varying,text;text,character varying;cidr,inet",
    .counted_types = "boolean,smallint;boolean,bigint;boolean,numeric;boolean,real;boolean,double precision",
    .text_types = "text,character varying,character",
    .longer_types = "character varying,numeric,bit varying,timestamp without time zone,timestamp with time zone,"
                    "time without time zone,time with time zone,interval",
    .steady_functions = "now,transaction_timestamp,statement_timestamp,date_trunc,timezone,to_timestamp,to_date,"
                        "to_char,make_date,make_interval,lower,upper,concat,coalesce,abs,round,md5,array,"
                        "jsonb_build_object,jsonb_build_array,json_build_object,json_build_array,current_setting",
    .whole_options = "PARTITION BY",
};

} // namespace detail
} // namespace v0
} // namespace refract
