// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/deploy_facts.hpp>
#include <refract/dialect/postgres.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

// Nobody waits inside the database for a lock of refract: CREATE INDEX CONCURRENTLY waits for whoever does.
// Source: https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS
template <> inline constexpr deploy_facts deploys_of<dialect::postgres>{
    .try_lock = "SELECT pg_try_advisory_xact_lock(hashtext('refract: deploy'), hashtext(current_schema()))",
    .try_hold = "SELECT pg_try_advisory_lock(hashtext('refract: alone'), hashtext(current_schema()))",
    .let_go = "SELECT pg_advisory_unlock(hashtext('refract: alone'), hashtext(current_schema()))",
    .lock_timeout = {.ask = "SELECT setting::bigint FROM pg_settings WHERE name = 'lock_timeout'",
                     .set = "SET lock_timeout = {value}",
                     .set_here = "SET LOCAL lock_timeout = {value}"},
    .statement_timeout = {.ask = "SELECT setting::bigint FROM pg_settings WHERE name = 'statement_timeout'",
                          .set = "SET statement_timeout = {value}",
                          .set_here = "SET LOCAL statement_timeout = {value}"},
    .is_index_whole = "SELECT indisvalid AND indisready FROM pg_index WHERE indexrelid = to_regclass({})",
    .drop_broken_index = "DROP INDEX CONCURRENTLY {name}",
    .harmless = " VACUUM ANALYZE REINDEX REFRESH CLUSTER CHECKPOINT SET RESET ",
    .drop_all =
        "SELECT format('DROP %s IF EXISTS %s CASCADE', kind, name) AS sql FROM ("
        "SELECT 1 AS place, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN "
        "'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, oid::regclass::text AS name, "
        "'pg_class'::regclass AS class, oid, relnamespace AS space FROM pg_class "
        "WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') UNION ALL "
        "SELECT 2, CASE prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, "
        "oid::regprocedure::text, 'pg_proc'::regclass, oid, pronamespace FROM pg_proc UNION ALL "
        "SELECT 3, CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, oid::regtype::text, "
        "'pg_type'::regclass, oid, typnamespace FROM pg_type WHERE typtype IN ('d', 'e', 'r') OR (typtype = 'c' "
        "AND EXISTS (SELECT FROM pg_class AS c WHERE c.oid = typrelid AND c.relkind = 'c'))) AS found "
        "WHERE space = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) AND NOT EXISTS (SELECT FROM pg_depend AS d "
        "WHERE d.classid = class AND d.objid = found.oid AND d.deptype IN ('e', 'i')) ORDER BY place, name",
    .drop_schema = "DROP SCHEMA IF EXISTS {name} CASCADE",
    .create_database = "CREATE DATABASE {name} TEMPLATE template0",
    .drop_database = "DROP DATABASE IF EXISTS {name}",
    .may_create_database = "SELECT (rolcreatedb OR rolsuper) AND NOT current_setting('transaction_read_only')::boolean "
                           "FROM pg_roles WHERE rolname = current_user",
    .left_databases = "SELECT datname::text FROM pg_database WHERE datname ~ '^refract_shadow_[0-9]{14}_[0-9a-f]{8}$' "
                      "AND pg_get_userbyid(datdba) = current_user AND substr(datname::text, 16, 14) < "
                      "to_char(now() AT TIME ZONE 'UTC' - interval '1 hour', 'YYYYMMDDHH24MISS')",
    .ask_place = "SELECT coalesce(current_schema()::text, 'public') AS name, current_setting('search_path') AS value",
    .enter_place = "CREATE SCHEMA IF NOT EXISTS {name}; SELECT set_config('search_path', {value}, false)",
    .changed_outside = "SELECT n.nspname || '.' || c.relname FROM pg_class AS c "
                       "JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                       "WHERE c.xmin::text::bigint = txid_current() % 4294967296 "
                       "AND n.nspname <> current_schema() AND n.nspname !~ '^pg_' ORDER BY 1",
    .extensions = "SELECT extname::text AS name, CASE WHEN extnamespace = current_schema()::regnamespace THEN 'here' "
                  "ELSE '' END AS value FROM pg_extension ORDER BY 1",
    .copy_database = "CREATE DATABASE {name} TEMPLATE {from}",
    .ask_database = "SELECT current_database()::text",
    .held_locks =
        "SELECT lower(regexp_replace(replace(l.mode, 'Lock', ''), '(.)([A-Z])', '\\1 \\2', 'g')) || ' on ' || "
        "c.oid::regclass::text FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation "
        "WHERE l.pid = pg_backend_pid() AND l.granted AND l.mode <> 'AccessShareLock' "
        "AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)' ORDER BY 1",
    .table_files =
        "SELECT c.oid::regclass::text AS name, pg_relation_filenode(c.oid)::text AS value FROM pg_class AS c "
        "WHERE c.relkind IN ('r', 'm', 'i') AND c.relnamespace::regnamespace::text !~ "
        "'^(pg_|information_schema)' ORDER BY 1",
    .schemas_like = "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE {} AND nspname !~ '^pg_' "
                    "AND nspname <> 'information_schema' ORDER BY 1",
    .find_fault =
        "SELECT 'the connection''s search_path (' || pg_catalog.current_setting('search_path') || ') ' || fault FROM "
        "(SELECT CASE WHEN pg_catalog.current_schema() IS NULL THEN 'names no schema that is there, so nothing would be "
        "found or made; make one of them, or say another, as with options=-csearch_path=public in the URL' "
        "WHEN EXISTS (SELECT FROM pg_catalog.unnest(pg_catalog.current_schemas(true)) WITH ORDINALITY AS one(name, n) "
        "WHERE name = 'pg_catalog' AND (pg_catalog.current_schemas(true))[1] NOT LIKE 'pg\\_%') THEN 'has pg_catalog behind "
        "others, so that what they hold passes for the catalog; leave pg_catalog out of it' END AS fault) AS found "
        "WHERE fault IS NOT NULL",
    .remedies = {{{" 25006 ", "the server is a standby, or the session may only read, as default_transaction_read_only "
                              "says; say the URL of the one that writes"},
                  {" 42501 ", "say a user in the URL who has the right, or GRANT it to this one"}}},
    .enter_schema = "SET search_path TO {name}",
};

} // namespace detail
} // namespace v0
} // namespace refract
