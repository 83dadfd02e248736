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
    .who_deploys = "SELECT DISTINCT 'process ' || a.pid || coalesce(' of ' || nullif(a.application_name, ''), '') || "
                   "coalesce(' at ' || host(a.client_addr), '') || coalesce(', for ' || "
                   "date_trunc('second', clock_timestamp() - coalesce(a.xact_start, a.query_start))::text, '') "
                   "FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE l.locktype = 'advisory' "
                   "AND l.granted AND l.objsubid = 2 AND l.pid <> pg_backend_pid() "
                   "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
                   "AND l.classid IN (hashtext('refract: deploy')::oid, hashtext('refract: alone')::oid) "
                   "AND l.objid = hashtext(current_schema())::oid",
    .lock_timeout = {.ask = "SELECT setting::bigint FROM pg_settings WHERE name = 'lock_timeout'",
                     .set = "SET lock_timeout = {value}",
                     .set_here = "SET LOCAL lock_timeout = {value}"},
    .statement_timeout = {.ask = "SELECT setting::bigint FROM pg_settings WHERE name = 'statement_timeout'",
                          .set = "SET statement_timeout = {value}",
                          .set_here = "SET LOCAL statement_timeout = {value}"},
    .is_index_whole = "SELECT indisvalid AND indisready FROM pg_index WHERE indexrelid = to_regclass({})",
    .drop_broken_index = "DROP INDEX CONCURRENTLY {name}",
    // Who builds one holds this lock of its table to the end.
    // Source: https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY
    .reindex_left =
        "WITH said AS (SELECT {}::text AS kind, {}::text AS name), tree AS (SELECT to_regclass(name)::oid AS relid FROM said "
        "UNION SELECT t.relid FROM said, pg_partition_tree(CASE WHEN kind IN ('TABLE', 'INDEX') THEN to_regclass(name) END) AS t) "
        "SELECT i.indexrelid::regclass::text FROM said, pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
        "LEFT JOIN pg_class AS o ON o.reltoastrelid = i.indrelid "
        "JOIN pg_class AS t ON t.oid = coalesce(o.oid, i.indrelid) "
        "WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND CASE kind "
        "WHEN 'TABLE' THEN t.oid IN (SELECT relid FROM tree) "
        "WHEN 'INDEX' THEN EXISTS (SELECT FROM tree JOIN pg_index AS b ON b.indexrelid = relid "
        "JOIN pg_class AS n ON n.oid = relid WHERE b.indrelid = i.indrelid "
        "AND starts_with(n.relname::text, regexp_replace(c.relname::text, '_cc(new|old)[0-9]*$', ''))) "
        "WHEN 'SCHEMA' THEN t.relnamespace = to_regnamespace(name) "
        "ELSE t.relnamespace::regnamespace::text !~ '^pg_' END "
        "AND NOT EXISTS (SELECT FROM pg_locks AS l WHERE l.relation = t.oid AND l.granted "
        "AND l.mode = 'ShareUpdateExclusiveLock' AND l.pid <> pg_backend_pid()) ORDER BY 1",
    .broken_indexes =
        "SELECT i.indexrelid::regclass::text AS name, t.oid::regclass::text AS \"table\", "
        "c.relname ~ '_cc(new|old)[0-9]*$' AS is_copy FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
        "LEFT JOIN pg_class AS o ON o.reltoastrelid = i.indrelid "
        "JOIN pg_class AS t ON t.oid = coalesce(o.oid, i.indrelid) "
        "WHERE NOT i.indisvalid AND c.relkind = 'i' "
        "AND t.relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "AND NOT EXISTS (SELECT FROM pg_locks AS l WHERE l.relation = t.oid AND l.granted "
        "AND l.mode = 'ShareUpdateExclusiveLock' AND l.pid <> pg_backend_pid()) ORDER BY 1",
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
        "AND EXISTS (SELECT FROM pg_class AS c WHERE c.oid = typrelid AND c.relkind = 'c')) UNION ALL "
        "SELECT 4, 'OPERATOR', oid::regoperator::text, 'pg_operator'::regclass, oid, oprnamespace FROM pg_operator UNION ALL "
        "SELECT 4, 'OPERATOR CLASS', format('%s.%I USING %I', opcnamespace::regnamespace, opcname, (SELECT amname FROM pg_am AS a WHERE a.oid = opcmethod)), "
        "'pg_opclass'::regclass, oid, opcnamespace FROM pg_opclass UNION ALL "
        "SELECT 4, 'OPERATOR FAMILY', format('%s.%I USING %I', opfnamespace::regnamespace, opfname, (SELECT amname FROM pg_am AS a WHERE a.oid = opfmethod)), "
        "'pg_opfamily'::regclass, oid, opfnamespace FROM pg_opfamily UNION ALL "
        "SELECT 4, 'COLLATION', format('%s.%I', collnamespace::regnamespace, collname), "
        "'pg_collation'::regclass, oid, collnamespace FROM pg_collation UNION ALL "
        "SELECT 4, 'CONVERSION', format('%s.%I', connamespace::regnamespace, conname), "
        "'pg_conversion'::regclass, oid, connamespace FROM pg_conversion UNION ALL "
        "SELECT 4, 'TEXT SEARCH CONFIGURATION', format('%s.%I', cfgnamespace::regnamespace, cfgname), "
        "'pg_ts_config'::regclass, oid, cfgnamespace FROM pg_ts_config UNION ALL "
        "SELECT 4, 'TEXT SEARCH DICTIONARY', format('%s.%I', dictnamespace::regnamespace, dictname), "
        "'pg_ts_dict'::regclass, oid, dictnamespace FROM pg_ts_dict UNION ALL "
        "SELECT 4, 'TEXT SEARCH PARSER', format('%s.%I', prsnamespace::regnamespace, prsname), "
        "'pg_ts_parser'::regclass, oid, prsnamespace FROM pg_ts_parser UNION ALL "
        "SELECT 4, 'TEXT SEARCH TEMPLATE', format('%s.%I', tmplnamespace::regnamespace, tmplname), "
        "'pg_ts_template'::regclass, oid, tmplnamespace FROM pg_ts_template) AS found "
        "WHERE space = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) AND NOT EXISTS (SELECT FROM pg_depend AS d "
        "WHERE d.classid = class AND d.objid = found.oid AND d.deptype IN ('e', 'i')) ORDER BY place, name",
    .of_database =
        "SELECT kind AS name, called AS value FROM (SELECT 'PUBLICATION' AS kind, pubname::text AS called, "
        "'pg_publication'::regclass AS class, oid FROM pg_publication UNION ALL SELECT 'EVENT TRIGGER', evtname, "
        "'pg_event_trigger'::regclass, oid FROM pg_event_trigger UNION ALL SELECT 'SERVER', srvname, "
        "'pg_foreign_server'::regclass, oid FROM pg_foreign_server UNION ALL SELECT 'FOREIGN DATA WRAPPER', fdwname, "
        "'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper UNION ALL SELECT 'EXTENSION', extname, "
        "'pg_extension'::regclass, oid FROM pg_extension UNION ALL SELECT 'LANGUAGE', lanname, 'pg_language'::regclass, "
        "oid FROM pg_language UNION ALL SELECT 'ACCESS METHOD', amname, 'pg_am'::regclass, oid FROM pg_am) AS found "
        "WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = class AND d.objid = found.oid AND "
        "d.deptype IN ('e', 'i')) ORDER BY 1, 2",
    .drop_of_database = "DROP {kind} IF EXISTS {name} CASCADE",
    .followed =
        "SELECT format('the publication %s has the table %s', p.pubname, t.relname) FROM pg_publication_rel AS r "
        "JOIN pg_publication AS p ON p.oid = r.prpubid JOIN pg_class AS t ON t.oid = r.prrelid "
        "WHERE t.relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) ORDER BY 1",
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
    .ask_settings =
        "SELECT split_part(one, '=', 1) AS name, substr(one, strpos(one, '=') + 1) AS value FROM pg_db_role_setting AS s, "
        "unnest(s.setconfig) AS one WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = "
        "current_database()) AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user)) "
        "AND split_part(one, '=', 1) NOT IN ('search_path', 'role', 'TimeZone') ORDER BY s.setrole, one",
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
                  {" 42501 ", "say a user in the URL who has the right, or GRANT it to this one"},
                  {" 53100 ", "make room on the server's disk, and run it again"}}},
    .enter_schema = "SET search_path TO {name}",
};

} // namespace detail
} // namespace v0
} // namespace refract
