// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_rule.hpp>

/// \file
/// Rules of lint about locks, programs that run, and data.

namespace refract {
inline namespace v0 {
namespace detail::lint_rules {

using migrate::lint_class;
using migrate::lint_rule;
using migrate::severity;

inline constexpr lint_rule volatile_default{
    {1, "volatile-default", lint_class::locks, severity::error, lint_trait::locks, true},
    "the new column {column} of {table} has a default that is computed for each row, so the whole table is written "
    "anew and nobody can read it meanwhile",
    "Add the column without a default, give new rows one, and fill the old rows in batches.",
    "ALTER TABLE {table} ADD COLUMN {column} {type};\n"
    "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {value};\n-- refract: repeat\n"
    "UPDATE {table} SET {column} = {value} WHERE ctid IN (SELECT ctid FROM {table} WHERE {column} IS NULL LIMIT "
    "10000);",
    "ALTER TABLE ware ADD COLUMN token uuid DEFAULT gen_random_uuid();"};
inline constexpr lint_rule stored_generated{
    {2, "stored-generated-column", lint_class::locks, severity::error, lint_trait::locks, true},
    "{column} of {table} is computed and stored, so the whole table is written anew and nobody can read it meanwhile",
    "Add a plain column, let a trigger write it, and fill the old rows in batches; PostgreSQL 18 has VIRTUAL columns, "
    "which cost nothing.",
    "ALTER TABLE {table} ADD COLUMN {column} {type};",
    "ALTER TABLE ware ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED;"};
inline constexpr lint_rule type_change{
    {3, "type-change", lint_class::locks, severity::error, lint_trait::locks, true},
    "{column} of {table} becomes {type}{what}, so the whole table may be written anew and nobody can read it "
    "meanwhile",
    "Add a column of the new type beside it, let programs write both, fill it in batches, and drop the old one when "
    "nobody reads it.",
    "ALTER TABLE {table} ADD COLUMN {to} {type};\n-- refract: repeat\n"
    "UPDATE {table} SET {to} = {column} WHERE ctid IN (SELECT ctid FROM {table} WHERE {to} IS NULL AND {column} IS NOT "
    "NULL LIMIT 10000);",
    "ALTER TABLE ware ALTER COLUMN price TYPE numeric USING price::numeric;"};
inline constexpr lint_rule counted_column{
    {4, "counted-column", lint_class::locks, severity::error, lint_trait::locks, true},
    "the new column {column} of {table} numbers the rows that are there, so the whole table is written anew and nobody "
    "can read it meanwhile",
    "Add a plain column and a sequence, give new rows a number by default, and fill the old rows in batches.",
    "ALTER TABLE {table} ADD COLUMN {column} bigint;\nCREATE SEQUENCE {name};\n"
    "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT nextval('{name}');\n-- refract: repeat\n"
    "UPDATE {table} SET {column} = nextval('{name}') WHERE ctid IN (SELECT ctid FROM {table} WHERE {column} IS NULL "
    "LIMIT 10000);",
    "ALTER TABLE ware ADD COLUMN number bigserial;"};
inline constexpr lint_rule not_null_scan{
    {5, "not-null-scan", lint_class::locks, severity::warning, lint_trait::locks, true},
    "{column} of {table} becomes NOT NULL, so every row is read while nobody can use the table",
    "Prove it first by a check that is validated beside the programs that run; from PostgreSQL 12 on SET NOT NULL "
    "believes it.",
    "ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID;\n-- refract: commit\n"
    "ALTER TABLE {table} VALIDATE CONSTRAINT {name};\n-- refract: commit\n"
    "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;\n"
    "ALTER TABLE {table} DROP CONSTRAINT {name};",
    "ALTER TABLE ware ALTER COLUMN price SET NOT NULL;"};
inline constexpr lint_rule required_column{
    {6, "required-column", lint_class::data, severity::error, lint_trait::any, true},
    "the new column {column} of {table} is NOT NULL and has no default: it fails if the table has a row",
    "Give it a default; or let it be NULL, fill it, and make it NOT NULL later.",
    "ALTER TABLE {table} ADD COLUMN {column} {type};",
    "ALTER TABLE ware ADD COLUMN price bigint NOT NULL;"};
inline constexpr lint_rule check_scan{
    {7, "check-scan", lint_class::locks, severity::warning, lint_trait::locks, true},
    "the check {name} of {table} reads every row while nobody can use the table",
    "Add it as NOT VALID, which holds for new rows at once, and validate it in another transaction.",
    "ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({value}) NOT VALID;\n-- refract: commit\n"
    "ALTER TABLE {table} VALIDATE CONSTRAINT {name};",
    "ALTER TABLE ware ADD CONSTRAINT positive CHECK (price > 0);"};
inline constexpr lint_rule foreign_key_scan{
    {8, "foreign-key-scan", lint_class::locks, severity::warning, lint_trait::locks, true},
    "the foreign key {name} reads every row of {table} while nobody can write to it or to {to}",
    "Add it as NOT VALID, which holds for new rows at once, and validate it in another transaction.",
    "ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {to} NOT VALID;\n-- refract: commit\n"
    "ALTER TABLE {table} VALIDATE CONSTRAINT {name};",
    "ALTER TABLE ware ADD CONSTRAINT made_by FOREIGN KEY (maker_id) REFERENCES maker (id);"};
inline constexpr lint_rule validated_at_once{
    {9, "validated-at-once", lint_class::locks, severity::warning, lint_trait::locks, true},
    "the constraint {name} of {table} is validated in the transaction that adds it, so the table stays locked until "
    "all rows are read",
    "Validate it in another transaction.",
    "-- refract: commit\nALTER TABLE {table} VALIDATE CONSTRAINT {name};",
    "ALTER TABLE ware ADD CONSTRAINT positive CHECK (price > 0) NOT VALID; ALTER TABLE ware VALIDATE CONSTRAINT "
    "positive;"};
inline constexpr lint_rule unique_inline{
    {10, "unique-constraint", lint_class::locks, severity::error, lint_trait::locks, true},
    "the unique constraint {name} of {table} builds its index while nobody can read the table",
    "Build the index beside the programs that run, and make it the constraint's.",
    "-- refract: no transaction\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {table} ({column});\n"
    "ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE USING INDEX {name};",
    "ALTER TABLE ware ADD CONSTRAINT once UNIQUE (label);"};
inline constexpr lint_rule primary_key_inline{
    {11, "primary-key-constraint", lint_class::locks, severity::error, lint_trait::locks, true},
    "the primary key {name} of {table} builds its index, and looks for NULLs, while nobody can read the table",
    "Build the index beside the programs that run, and make it the key's; the columns are best NOT NULL already.",
    "-- refract: no transaction\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {table} ({column});\n"
    "ALTER TABLE {table} ADD CONSTRAINT {name} PRIMARY KEY USING INDEX {name};",
    "ALTER TABLE ware ADD PRIMARY KEY (id);"};
inline constexpr lint_rule exclusion_inline{
    {12, "exclusion-constraint", lint_class::locks, severity::error, lint_trait::locks, true},
    "the exclusion constraint {name} of {table} builds its index while nobody can read the table, and there is no "
    "other way to build it",
    "Make it on a new table and move the rows there, or do it when nobody needs the table.",
    "",
    "ALTER TABLE booking ADD CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&);"};
inline constexpr lint_rule index_blocks{
    {13, "index-blocks-writes", lint_class::locks, severity::error, lint_trait::locks, true},
    "the index {name} is built while nobody can write to {table}",
    "Build it beside the programs that run, outside of a transaction.",
    "-- refract: no transaction\nCREATE {what}INDEX CONCURRENTLY IF NOT EXISTS {name} ON {table} ({column});",
    "CREATE INDEX by_price ON ware (price);"};
inline constexpr lint_rule drop_index_blocks{
    {14, "drop-index-blocks", lint_class::locks, severity::warning, lint_trait::locks, true},
    "dropping the index {name} waits for everybody who uses its table, and all others wait behind it",
    "Drop it beside the programs that run, outside of a transaction.",
    "-- refract: no transaction\nDROP INDEX CONCURRENTLY IF EXISTS {name};",
    "DROP INDEX by_price;"};
inline constexpr lint_rule reindex_blocks{
    {15, "reindex-blocks", lint_class::locks, severity::error, lint_trait::locks, true},
    "REINDEX of {name} builds anew while nobody can write to the table, nor read by the index",
    "From PostgreSQL 12 on it can be built beside the programs that run, outside of a transaction.",
    "-- refract: no transaction\nREINDEX {what} CONCURRENTLY {name};",
    "REINDEX INDEX by_price;"};
inline constexpr lint_rule not_in_transaction{
    {16, "not-in-transaction", lint_class::locks, severity::error, lint_trait::any, true},
    "{what} cannot run in a transaction, and this one does",
    "Say that it runs by itself.",
    "-- refract: no transaction\n{value};",
    "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_price ON ware (price);"};
inline constexpr lint_rule detach_blocks{
    {17, "detach-blocks", lint_class::locks, severity::warning, lint_trait::locks, true},
    "detaching the partition {name} waits for everybody who uses {table}, and all others wait behind it",
    "From PostgreSQL 14 on it can be detached beside the programs that run, outside of a transaction.",
    "-- refract: no transaction\nALTER TABLE {table} DETACH PARTITION {name} CONCURRENTLY;",
    "ALTER TABLE sale DETACH PARTITION sale_2024;"};
inline constexpr lint_rule refresh_blocks{
    {18, "refresh-blocks", lint_class::locks, severity::warning, lint_trait::locks, true},
    "nobody can read the materialised view {name} while it is computed",
    "Refresh it beside its readers; it needs a unique index without a "
    "condition.",
    "REFRESH MATERIALIZED VIEW CONCURRENTLY {name};",
    "REFRESH MATERIALIZED VIEW totals;"};
inline constexpr lint_rule domain_scan{
    {19, "domain-scan", lint_class::locks, severity::warning, lint_trait::locks, true},
    "the new rule of the domain {name} reads every row of every table that has a column of it, while nobody can write "
    "there",
    "Add a check as NOT VALID, and validate it in another transaction.",
    "ALTER DOMAIN {name} ADD CONSTRAINT {to} CHECK ({value}) NOT VALID;\n-- refract: commit\n"
    "ALTER DOMAIN {name} VALIDATE CONSTRAINT {to};",
    "ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);"};
inline constexpr lint_rule table_rewrite{
    {20, "table-rewrite", lint_class::locks, severity::error, lint_trait::locks, true},
    "{what} writes {table} anew while nobody can read it",
    "Use a tool that writes it beside the programs that run, such as pg_repack, or do it when nobody needs the table.",
    "",
    "VACUUM FULL ware;"};
inline constexpr lint_rule lock_table{
    {21, "lock-table", lint_class::locks, severity::warning, lint_trait::locks, true},
    "{table} is locked in {what} mode until the transaction ends",
    "Let the statements take the locks that they need, or lock rows with SELECT ... FOR UPDATE.",
    "",
    "LOCK TABLE ware;"};

inline constexpr lint_rule rename_table{
    {30, "rename-table", lint_class::clients, severity::error, lint_trait::serves, true},
    "{what} {table} is called {to} from now on: programs that run know the old name",
    "Leave a view with the old name until no program uses it.",
    "ALTER TABLE {table} RENAME TO {to};\nCREATE VIEW {table} AS SELECT * FROM {to};",
    "ALTER TABLE ware RENAME TO article;"};
inline constexpr lint_rule rename_column{
    {31, "rename-column", lint_class::clients, severity::error, lint_trait::serves, true},
    "{column} of {table} is called {to} from now on: programs that run know the old name",
    "Keep the name in the database and change it in the model only; or add a column, write both, and drop the old one "
    "later.",
    "ALTER TABLE {table} ADD COLUMN {to} {type};",
    "ALTER TABLE ware RENAME COLUMN price TO net;"};
inline constexpr lint_rule rename_schema{
    {32, "rename-schema", lint_class::clients, severity::error, lint_trait::serves, true},
    "the {what} {name} is called {to} from now on: programs that run know the old name",
    "Make the new one beside it, and move what is in it when no program uses the old name.",
    "",
    "ALTER SCHEMA shop RENAME TO store;"};
inline constexpr lint_rule rename_value{
    {33, "rename-value", lint_class::clients, severity::error, lint_trait::serves, true},
    "{what} of the type {name} is called {to} from now on: programs that run send and read the old name",
    "Add the new one, let programs know both, change the rows, and leave the old one unused.",
    "ALTER TYPE {name} ADD VALUE IF NOT EXISTS '{to}' AFTER {what};",
    "ALTER TYPE mood RENAME VALUE 'glad' TO 'happy';"};
inline constexpr lint_rule drop_table{
    {34, "drop-table", lint_class::clients, severity::error, lint_trait::any, true},
    "the table {table} is dropped with all its rows: programs that run may still use it",
    "Drop it in a later migration, when no program uses it; until then give it another name.",
    "",
    "DROP TABLE ware;"};
inline constexpr lint_rule drop_column{
    {35, "drop-column", lint_class::clients, severity::error, lint_trait::any, true},
    "the column {column} of {table} is dropped with all its values: programs that run may still use it",
    "Take it out of the models first, and drop it in a later migration; a column that new rows leave out must allow "
    "NULL or have a default.",
    "ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL;",
    "ALTER TABLE ware DROP COLUMN price;"};
inline constexpr lint_rule drop_schema{
    {36, "drop-schema", lint_class::clients, severity::error, lint_trait::any, true},
    "the {what} {name} is dropped: programs that run may still use what is in it",
    "Drop what is in it by name, when no program uses it, and the empty one at last.",
    "",
    "DROP SCHEMA shop CASCADE;"};
inline constexpr lint_rule drop_object{
    {37, "drop-object", lint_class::clients, severity::warning, lint_trait::serves, true},
    "the {what} {name} is dropped: programs that run may still use it",
    "Drop it in a later migration, when no program uses it.",
    "",
    "DROP VIEW cheap;"};
inline constexpr lint_rule drop_not_null{
    {38, "drop-not-null", lint_class::clients, severity::warning, lint_trait::serves, true},
    "{column} of {table} may be NULL from now on: programs that run do not expect it",
    "Let the programs read it as std::optional first, and write NULL only then.",
    "",
    "ALTER TABLE ware ALTER COLUMN price DROP NOT NULL;"};
inline constexpr lint_rule drop_constraint{
    {39, "drop-constraint", lint_class::clients, severity::warning, lint_trait::serves, true},
    "the constraint {name} of {table} is dropped: programs that run rely on what it kept right, and ON CONFLICT on a "
    "unique one",
    "Make what takes its place first, in the same transaction.",
    "",
    "ALTER TABLE ware DROP CONSTRAINT once;"};
inline constexpr lint_rule made_anew{{40, "made-anew", lint_class::data, severity::error, lint_trait::any, true},
                                     "the table {table} is dropped and made anew: its rows are gone",
                                     "Change it with ALTER TABLE, or copy the rows before it is dropped.",
                                     "",
                                     "DROP TABLE ware; CREATE TABLE ware (id bigint PRIMARY KEY);"};
inline constexpr lint_rule set_schema{
    {41, "set-schema", lint_class::clients, severity::error, lint_trait::serves, true},
    "{what} {table} moves to the schema {to}: programs that run look for it where it was",
    "Leave a view at the old place until no program uses it.",
    "",
    "ALTER TABLE ware SET SCHEMA store;"};
inline constexpr lint_rule drop_default{
    {42, "drop-default", lint_class::clients, severity::warning, lint_trait::serves, true},
    "{column} of {table} is NOT NULL and loses its default: programs that run and leave it out fail",
    "Drop the default in a later migration, when every program gives the value.",
    "",
    "ALTER TABLE ware ADD COLUMN sold boolean NOT NULL DEFAULT false; ALTER TABLE ware ALTER COLUMN sold DROP "
    "DEFAULT;"};
inline constexpr lint_rule revoke{{43, "revoke", lint_class::clients, severity::warning, lint_trait::serves, true},
                                  "rights are taken away: programs that run may still need them",
                                  "Look at what each program does with the right before it goes.",
                                  "",
                                  "REVOKE SELECT ON ware FROM app;"};
inline constexpr lint_rule disable_trigger{
    {44, "disable-trigger", lint_class::data, severity::warning, lint_trait::locks, true},
    "triggers of {table} are off for all programs, foreign keys among them if it says ALL: rows written meanwhile are "
    "not looked at",
    "Set session_replication_role for this transaction alone, or leave the triggers on.",
    "",
    "ALTER TABLE ware DISABLE TRIGGER ALL;"};
inline constexpr lint_rule row_security_off{
    {45, "row-security-off", lint_class::data, severity::warning, lint_trait::locks, true},
    "the policies of {table} hold no more: whoever may read it sees all of its rows",
    "Write a policy for those who need more rows, or give one role BYPASSRLS.",
    "",
    "ALTER TABLE ware DISABLE ROW LEVEL SECURITY;"};
inline constexpr lint_rule row_security_on{
    {46, "row-security-on", lint_class::clients, severity::warning, lint_trait::locks, true},
    "programs that run see only the rows of {table} that a policy shows them, and none where there is no policy",
    "Make the policies before, in the same transaction, and look as which role each program comes.",
    "",
    "ALTER TABLE ware ENABLE ROW LEVEL SECURITY;"};

inline constexpr lint_rule duplicates{{50, "duplicates", lint_class::data, severity::warning, lint_trait::any, true},
                                      "{name} fails if two rows of {table} have the same {column}",
                                      "Count them first, and mend the rows.",
                                      "SELECT {column}, count(*) FROM {table} GROUP BY {column} HAVING count(*) > 1;",
                                      "CREATE UNIQUE INDEX once ON ware (label);"};
inline constexpr lint_rule nulls_present{
    {51, "nulls-present", lint_class::data, severity::warning, lint_trait::locks, true},
    "{column} of {table} becomes NOT NULL: it fails if a row has NULL there",
    "Fill the rows first.",
    "-- refract: repeat\nUPDATE {table} SET {column} = {value} WHERE ctid IN (SELECT ctid FROM {table} WHERE {column} "
    "IS NULL LIMIT 10000);",
    "ALTER TABLE ware ALTER COLUMN price SET NOT NULL;"};
inline constexpr lint_rule truncate_cascade{
    {52, "truncate-cascade", lint_class::data, severity::error, lint_trait::locks, true},
    "TRUNCATE of {table} with CASCADE also empties every table that has a foreign key to it, whichever these are",
    "Name the tables, without CASCADE.",
    "TRUNCATE {table};",
    "TRUNCATE ware CASCADE;"};
inline constexpr lint_rule all_rows{{53, "all-rows", lint_class::data, severity::warning, lint_trait::any, true},
                                    "{what} of {table} has no WHERE: every row of the table",
                                    "Say which rows; many rows are changed in batches.",
                                    "",
                                    "DELETE FROM ware;"};
inline constexpr lint_rule backfill_holds_lock{
    {54, "backfill-holds-lock", lint_class::data, severity::warning, lint_trait::locks, true},
    "rows of {table} are written in the transaction that has changed {to}, which stays locked until it ends",
    "Write the rows in a transaction of their own, in batches.",
    "-- refract: commit\n-- refract: repeat\nUPDATE {table} SET {column} = {value} WHERE ctid IN (SELECT ctid FROM "
    "{table} WHERE {column} IS NULL LIMIT 10000);",
    "ALTER TABLE ware ADD COLUMN net bigint; UPDATE ware SET net = price WHERE net IS NULL;"};
inline constexpr lint_rule drop_cascade{
    {55, "drop-cascade", lint_class::data, severity::warning, lint_trait::locks, true},
    "CASCADE also drops what depends on {name}, whatever that is on the database that runs",
    "Drop what depends on it by name, without CASCADE.",
    "",
    "ALTER TABLE ware DROP COLUMN price CASCADE;"};
inline constexpr lint_rule value_too_early{
    {56, "value-too-early", lint_class::data, severity::error, lint_trait::locks, true},
    "{what} is used in the transaction that adds it to the type {name}, which fails",
    "Commit first.",
    "-- refract: commit",
    "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'calm' AFTER 'glad'; UPDATE person SET mood = 'calm' WHERE mood IS "
    "NULL;"};
inline constexpr lint_rule truncate{{57, "truncate", lint_class::data, severity::warning, lint_trait::locks, true},
                                    "TRUNCATE of {table} takes every row, and waits for everybody who uses it",
                                    "Say in the suppression why the rows are not needed.",
                                    "",
                                    "TRUNCATE ware;"};

} // namespace detail::lint_rules
} // namespace v0
} // namespace refract
