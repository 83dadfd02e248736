// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/catalog_facts.hpp>
#include <refract/dialect/lint_facts.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/postgres_changes.hpp>
#include <refract/dialect/postgres_deploy.hpp>
#include <refract/dialect/postgres_pull.hpp>

/// \file
/// What PostgreSQL's catalog answers. Source: https://www.postgresql.org/docs/current/catalogs.html

namespace refract {
inline namespace v0 {
namespace detail {

// Sets that are looked up are lists (NOT IN): they are read once also where nothing has been counted since the tables
// were made; PostgreSQL would search them for each index. Partitions and children hold what their parents say; what
// belongs to an extension is the extension's, and what a type makes for itself is the type's.
template <> inline constexpr catalog_facts catalog_of<dialect::postgres>{
    .tables = "SELECT c.relname::text AS name, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' "
              "WHEN 'f' THEN 'foreign_table' ELSE 'table' END AS kind, "
              "CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) ELSE '' END AS sql, "
              "concat_ws(' ', CASE WHEN c.relpersistence = 'u' THEN 'UNLOGGED' END, "
              "'PARTITION OF ' || (SELECT i.inhparent::regclass::text FROM pg_inherits AS i WHERE i.inhrelid = c.oid "
              "AND c.relispartition) || ' ' || pg_get_expr(c.relpartbound, c.oid), "
              "'PARTITION BY ' || pg_get_partkeydef(c.oid), "
              "'INHERITS (' || (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) "
              "FROM pg_inherits AS i WHERE i.inhrelid = c.oid AND NOT c.relispartition) || ')', "
              "'WITH (' || nullif(array_to_string(c.reloptions || (SELECT array_agg('toast.' || o) FROM pg_class AS t "
              "CROSS JOIN LATERAL unnest(t.reloptions) AS o WHERE t.oid = c.reltoastrelid), ', '), '') || ')') "
              "AS options, coalesce(obj_description(c.oid, 'pg_class'), '') AS comment, c.relispopulated AS is_filled "
              "FROM pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') "
              "AND c.relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
              "AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid "
              "AND d.deptype = 'e') ORDER BY 1",
    .columns =
        "SELECT c.relname::text AS table_name, a.attname::text AS name, "
        "format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable, "
        "CASE WHEN a.attgenerated = '' THEN coalesce(pg_get_expr(d.adbin, d.adrelid), '') ELSE '' END "
        "AS default_sql, CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(l.collname) ELSE '' END "
        "AS collation, CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) ELSE '' END "
        "AS generated_sql, a.attgenerated <> 'v' AS is_stored, a.attidentity::text AS identity, "
        "concat_ws(' ', 'INCREMENT BY ' || nullif(q.seqincrement, 1), 'MINVALUE ' || nullif(q.seqmin, CASE WHEN "
        "q.seqincrement > 0 THEN 1 ELSE -q.most - 1 END), 'MAXVALUE ' || nullif(q.seqmax, CASE WHEN "
        "q.seqincrement > 0 THEN q.most ELSE -1 END), 'START WITH ' || nullif(q.seqstart, CASE WHEN "
        "q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END), 'CACHE ' || nullif(q.seqcache, 1), "
        "CASE WHEN q.seqcycle THEN 'CYCLE' END) AS counting, "
        "coalesce(col_description(c.oid, a.attnum), '') AS comment FROM pg_attribute AS a "
        "JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_type AS t ON t.oid = a.atttypid "
        "LEFT JOIN pg_collation AS l ON l.oid = a.attcollation "
        "LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
        "LEFT JOIN (SELECT o.refobjid AS of_table, o.refobjsubid AS of_column, n.*, CASE n.seqtypid "
        "WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END AS most "
        "FROM pg_depend AS o JOIN pg_sequence AS n ON n.seqrelid = o.objid WHERE o.classid = 'pg_class'::regclass "
        "AND o.refclassid = 'pg_class'::regclass AND (o.deptype = 'i' OR (o.deptype = 'a' AND (o.objid, "
        "o.refobjid, o.refobjsubid) IN (SELECT u.refobjid, f.adrelid, f.adnum FROM pg_attrdef AS f JOIN pg_depend "
        "AS u ON u.objid = f.oid AND u.classid = 'pg_attrdef'::regclass AND u.refclassid = 'pg_class'::regclass)))) "
        "AS q ON q.of_table = c.oid AND q.of_column = a.attnum "
        "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND c.relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "ORDER BY c.relname, a.attnum",
    .constraints =
        "SELECT c.relname::text AS table_name, k.contype::text AS kind, k.conname::text AS name, "
        "coalesce((SELECT json_agg(a.attname ORDER BY n.place) FROM unnest(k.conkey) WITH ORDINALITY AS n (number, "
        "place) JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = n.number), '[]')::jsonb AS columns, "
        "pg_get_constraintdef(k.oid) AS sql, coalesce(nullif(s.nspname::text, "
        "current_schema()::text), '') AS target_schema, coalesce(t.relname::text, '') AS target, "
        "coalesce((SELECT json_agg(a.attname ORDER BY n.place) FROM unnest(k.confkey) WITH ORDINALITY AS n (number, "
        "place) JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = n.number), '[]')::jsonb "
        "AS target_columns, k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update, "
        "k.convalidated AS is_validated FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid "
        "LEFT JOIN pg_class AS t ON t.oid = k.confrelid LEFT JOIN pg_namespace AS s ON s.oid = t.relnamespace "
        "WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND k.conparentid = 0 AND k.conislocal "
        "AND c.relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "ORDER BY c.relname, k.conname",
    .indexes =
        "SELECT c.relname::text AS table_name, n.relname::text AS name, i.indisunique AS is_unique, "
        "i.indisvalid AS is_valid, coalesce((SELECT json_agg(coalesce(a.attname, '') ORDER BY k.place) "
        "FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k (number, place) "
        "LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number), '[]')::jsonb AS columns, "
        "substr(d.whole, position(' USING ' IN d.whole) + 1) AS sql, "
        "coalesce(obj_description(n.oid, 'pg_class'), '') AS comment FROM pg_index AS i "
        "JOIN pg_class AS n ON n.oid = i.indexrelid JOIN pg_class AS c ON c.oid = i.indrelid "
        "CROSS JOIN LATERAL (SELECT substr(pg_get_indexdef(n.oid), length(format('CREATE %sINDEX %I ON %s%s', "
        "CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, n.relname, CASE WHEN c.relkind = 'p' THEN 'ONLY ' ELSE '' "
        "END, format('%s.%I', c.relnamespace::regnamespace::text, c.relname))) - 2) AS whole) AS d "
        "WHERE i.indexrelid NOT IN (SELECT k.conindid FROM pg_constraint AS k WHERE k.contype IN ('p', 'u', 'x')) "
        "AND i.indexrelid NOT IN (SELECT h.inhrelid FROM pg_inherits AS h) "
        "AND c.relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "ORDER BY c.relname, n.relname",
    .attachments =
        "SELECT table_name, kind, name, sql FROM (SELECT c.oid, c.relname::text AS table_name, 'trigger' AS kind, "
        "t.tgname::text AS name, pg_get_triggerdef(t.oid, true) AS sql, c.relnamespace FROM pg_trigger AS t "
        "JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0 UNION ALL "
        "SELECT c.oid, c.relname::text, 'rule', r.rulename::text, pg_get_ruledef(r.oid, true), c.relnamespace "
        "FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN' UNION ALL "
        "SELECT c.oid, c.relname::text, 'policy', p.polname::text, concat_ws(' ', CASE WHEN p.polpermissive "
        "THEN 'AS PERMISSIVE' ELSE 'AS RESTRICTIVE' END, 'FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN "
        "'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END, 'TO ' || (SELECT string_agg(r.role, ', ' ORDER BY r.role) FROM (SELECT CASE WHEN u = 0 THEN 'PUBLIC' "
        "ELSE quote_ident(pg_get_userbyid(u)) END AS role FROM unnest(p.polroles) AS u) AS r), "
        "'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', "
        "'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'), c.relnamespace "
        "FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid UNION ALL "
        "SELECT c.oid, c.relname::text, 'row level security', '', 'ENABLE', c.relnamespace FROM pg_class AS c "
        "WHERE c.relrowsecurity UNION ALL SELECT c.oid, c.relname::text, 'forced row level security', '', 'FORCE', "
        "c.relnamespace FROM pg_class AS c WHERE c.relforcerowsecurity UNION ALL "
        "SELECT c.oid, c.relname::text, 'trigger state', t.tgname::text, CASE t.tgenabled WHEN 'D' THEN 'DISABLE' "
        "WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, c.relnamespace FROM pg_trigger AS t "
        "JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'O' "
        "UNION ALL SELECT c.oid, c.relname::text, 'rule state', r.rulename::text, CASE r.ev_enabled WHEN 'D' THEN "
        "'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, c.relnamespace FROM pg_rewrite AS r "
        "JOIN pg_class AS c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN' AND r.ev_enabled <> 'O' UNION ALL "
        "SELECT c.oid, c.relname::text, 'replica identity', '', CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN "
        "'NOTHING' ELSE coalesce('USING INDEX ' || (SELECT quote_ident(n.relname) FROM pg_index AS i "
        "JOIN pg_class AS n ON n.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident), 'NOTHING') END, "
        "c.relnamespace FROM pg_class AS c WHERE c.relkind IN ('r', 'p') AND c.relreplident IN ('f', 'n', 'i') "
        "UNION ALL SELECT c.oid, c.relname::text, k.kind || g.privilege || coalesce(' (' || g.name || ')', '') || ' to', CASE "
        "WHEN g.grantee = 0 THEN 'public' ELSE pg_get_userbyid(g.grantee)::text END, g.privilege || coalesce(' (' || "
        "quote_ident(g.name) || ')', ''), c.relnamespace FROM pg_class AS c "
        "CROSS JOIN LATERAL (SELECT e.grantee, e.privilege_type AS privilege, NULL AS name, e.is_grantable "
        "FROM aclexplode(c.relacl) AS e UNION SELECT e.grantee, e.privilege_type, a.attname, e.is_grantable "
        "FROM pg_attribute AS a CROSS JOIN LATERAL aclexplode(a.attacl) AS e "
        "WHERE a.attrelid = c.oid AND NOT a.attisdropped) AS g JOIN (VALUES ('grant of ', false), "
        "('grant option of ', true)) AS k (kind, is_option) ON g.is_grantable OR NOT k.is_option "
        "WHERE g.grantee <> c.relowner GROUP BY 1, 2, 3, 4, 5, 6 UNION ALL "
        // What a new one would be given to by default privileges, and this one is not.
        "SELECT c.oid, c.relname::text, 'no grant of ' || e.privilege_type || ' to', CASE WHEN e.grantee = 0 THEN "
        "'public' ELSE pg_get_userbyid(e.grantee)::text END, e.privilege_type, c.relnamespace FROM pg_class AS c "
        "JOIN pg_default_acl AS p ON p.defaclobjtype = 'r' AND pg_get_userbyid(p.defaclrole) = current_user "
        "AND p.defaclnamespace IN (0, c.relnamespace) CROSS JOIN LATERAL aclexplode(p.defaclacl) AS e "
        "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND e.grantee NOT IN (c.relowner, p.defaclrole) AND NOT EXISTS "
        "(SELECT FROM aclexplode(c.relacl) AS o WHERE o.grantee = e.grantee AND o.privilege_type = e.privilege_type) "
        "GROUP BY 1, 2, 3, 4, 5, 6 UNION ALL "
        "SELECT c.oid, c.relname::text, 'owner', '', quote_ident(pg_get_userbyid(c.relowner)), c.relnamespace "
        "FROM pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND pg_get_userbyid(c.relowner) <> current_user UNION ALL "
        "SELECT c.oid, c.relname::text, s.kind, a.attname::text, s.sql, c.relnamespace FROM pg_attribute AS a "
        "JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_type AS t ON t.oid = a.atttypid CROSS JOIN LATERAL (VALUES "
        "('storage of ' || CASE t.typstorage WHEN 'm' THEN 'main' ELSE 'extended' END || ' column', CASE WHEN "
        "a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' "
        "THEN 'MAIN' ELSE 'EXTENDED' END END), ('compression of column', CASE a.attcompression WHEN 'p' THEN 'pglz' "
        "WHEN 'l' THEN 'lz4' END), ('statistics target of column', CASE WHEN a.attstattarget >= 0 THEN "
        "a.attstattarget::text END), ('options of column', (SELECT string_agg(o, ', ') FROM "
        "unnest(a.attoptions) AS o WHERE o LIKE 'n\\_distinct%'))) AS s (kind, sql) "
        "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm', 'f') AND s.sql IS NOT NULL "
        "UNION ALL SELECT c.oid, c.relname::text, k.kind, s.stxname::text, k.sql, c.relnamespace "
        "FROM pg_statistic_ext AS s JOIN pg_class AS c ON c.oid = s.stxrelid AND c.relnamespace = s.stxnamespace "
        "CROSS JOIN LATERAL pg_get_statisticsobjdef(s.oid) AS d (whole) "
        "CROSS JOIN LATERAL (VALUES ('statistics', substr(left(d.whole, -length(' FROM ' || c.oid::regclass::text)), "
        "length(format('CREATE STATISTICS %s.%I ', s.stxnamespace::regnamespace::text, s.stxname)) + 1)), "
        "('comment on statistics', quote_literal(obj_description(s.oid, 'pg_statistic_ext')))) "
        "AS k (kind, sql) WHERE k.sql IS NOT NULL UNION ALL "
        "SELECT c.oid, c.relname::text, 'cluster order', '', quote_ident(n.relname), c.relnamespace FROM pg_index AS i "
        "JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_class AS n ON n.oid = i.indexrelid WHERE i.indisclustered "
        "UNION ALL SELECT c.oid, c.relname::text, CASE WHEN n.oid = c.oid THEN 'tablespace' ELSE 'tablespace of index' "
        "END, CASE WHEN n.oid = c.oid THEN '' ELSE n.relname::text END, quote_ident(s.spcname), c.relnamespace "
        "FROM pg_class AS n JOIN pg_tablespace AS s ON s.oid = n.reltablespace LEFT JOIN pg_index AS i "
        "ON i.indexrelid = n.oid JOIN pg_class AS c ON c.oid = coalesce(i.indrelid, n.oid) "
        "WHERE c.relkind IN ('r', 'p', 'm') AND NOT (n.relkind IN ('p', 'I')) UNION ALL "
        "SELECT c.oid, c.relname::text, 'comment on ' || CASE WHEN k.oid IS NOT NULL THEN 'constraint' WHEN g.oid IS NOT "
        "NULL THEN 'trigger' WHEN y.oid IS NOT NULL THEN 'policy' ELSE 'rule' END, coalesce(k.conname, g.tgname, "
        "y.polname, r.rulename)::text, quote_literal(m.description), c.relnamespace FROM pg_description AS m "
        "LEFT JOIN pg_constraint AS k ON m.classoid = 'pg_constraint'::regclass AND k.oid = m.objoid "
        "LEFT JOIN pg_trigger AS g ON m.classoid = 'pg_trigger'::regclass AND g.oid = m.objoid "
        "LEFT JOIN pg_policy AS y ON m.classoid = 'pg_policy'::regclass AND y.oid = m.objoid "
        "LEFT JOIN pg_rewrite AS r ON m.classoid = 'pg_rewrite'::regclass AND r.oid = m.objoid "
        "JOIN pg_class AS c ON c.oid = coalesce(k.conrelid, g.tgrelid, y.polrelid, r.ev_class) WHERE m.classoid "
        "IN ('pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass)"
        ") AS attached "
        "WHERE relnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "ORDER BY table_name, kind, name",
    .enums = "SELECT t.typname::text AS name, coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) "
             "FROM pg_enum AS e WHERE e.enumtypid = t.oid), '[]')::jsonb AS labels, "
             "coalesce(obj_description(t.oid, 'pg_type'), '') AS comment FROM pg_type AS t WHERE t.typtype = 'e' "
             "AND t.typnamespace = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
             "AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid "
             "AND d.deptype = 'e') ORDER BY 1",
    .objects =
        "SELECT kind, name, sql FROM (SELECT 'domain' AS kind, t.typname::text AS name, concat_ws(' ', "
        "format_type(t.typbasetype, t.typtypmod), 'DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN 'NOT NULL' "
        "END, (SELECT string_agg('CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), ' ' "
        "ORDER BY k.conname) FROM pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c')) AS sql, "
        "t.typnamespace AS space, 'pg_type'::regclass AS class, t.oid AS oid FROM pg_type AS t WHERE t.typtype = 'd' "
        "UNION ALL SELECT 'sequence', c.relname::text, format('AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s "
        "CACHE %s%s%s', format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, CASE "
        "WHEN s.seqcycle THEN ' CYCLE' ELSE '' END, ' OWNED BY ' || quote_ident(t.relname) || '.' || "
        "quote_ident(a.attname)), c.relnamespace, 'pg_class'::regclass, c.oid FROM pg_sequence AS s "
        "JOIN pg_class AS c ON c.oid = s.seqrelid LEFT JOIN pg_depend AS o ON o.classid = 'pg_class'::regclass "
        "AND o.objid = c.oid AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i') "
        "LEFT JOIN pg_class AS t ON t.oid = o.refobjid "
        "LEFT JOIN pg_attribute AS a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid "
        "WHERE o.deptype IS NULL OR (o.deptype = 'a' AND (o.objid, o.refobjid, o.refobjsubid) NOT IN "
        "(SELECT u.refobjid, f.adrelid, f.adnum FROM pg_attrdef AS f JOIN pg_depend AS u ON u.objid = f.oid "
        "AND u.classid = 'pg_attrdef'::regclass AND u.refclassid = 'pg_class'::regclass)) "
        "UNION ALL SELECT 'function', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', "
        "regexp_replace(pg_get_functiondef(p.oid), '^(CREATE OR REPLACE (FUNCTION|PROCEDURE) )"
        "(\"([^\"]|\"\")*\"|[^\"(])*\\(', format('\\1%s%I(', "
        "CASE WHEN p.pronamespace <> to_regnamespace(quote_ident(current_schema())) THEN "
        "p.pronamespace::regnamespace::text || '.' END, p.proname)), "
        "p.pronamespace, 'pg_proc'::regclass, p.oid FROM pg_proc AS p "
        "WHERE p.prokind IN ('f', 'p', 'w') "
        "UNION ALL SELECT 'type', t.typname::text, '(' || coalesce((SELECT string_agg(quote_ident(a.attname) || ' ' || "
        "format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> i.typcollation THEN ' COLLATE ' || "
        "a.attcollation::regcollation::text ELSE '' END, ', ' ORDER BY a.attnum) FROM pg_attribute AS a JOIN pg_type AS i "
        "ON i.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0), '') || ')', t.typnamespace, "
        "'pg_type'::regclass, t.oid FROM pg_type AS t JOIN pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c' "
        "UNION ALL SELECT 'extension', x.extname::text, '', x.extnamespace, 'pg_extension'::regclass, x.oid "
        "FROM pg_extension AS x) AS all_objects "
        "WHERE space = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = class AND d.objid = oid AND d.deptype IN ('e', 'i')) "
        "ORDER BY kind, name",
    .unsaid =
        "SELECT kind, name FROM (SELECT CASE t.typtype WHEN 'r' THEN 'range type' ELSE 'base type' END AS kind, t.typname::text AS name, t.typnamespace AS space, 'pg_type'::regclass AS class, t.oid "
        "FROM pg_type AS t WHERE t.typtype = 'r' OR (t.typtype = 'b' AND t.typcategory <> 'A') UNION ALL "
        "SELECT 'aggregate', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', p.pronamespace, "
        "'pg_proc'::regclass, p.oid FROM pg_proc AS p WHERE p.prokind = 'a' UNION ALL "
        "SELECT 'collation', l.collname::text, l.collnamespace, 'pg_collation'::regclass, l.oid FROM pg_collation AS l "
        "UNION ALL SELECT 'operator', o.oprname::text, o.oprnamespace, 'pg_operator'::regclass, o.oid "
        "FROM pg_operator AS o UNION ALL SELECT 'operator class', o.opcname::text, o.opcnamespace, "
        "'pg_opclass'::regclass, o.oid FROM pg_opclass AS o UNION ALL SELECT 'text search configuration', "
        "s.cfgname::text, s.cfgnamespace, 'pg_ts_config'::regclass, s.oid FROM pg_ts_config AS s UNION ALL "
        "SELECT 'text search dictionary', s.dictname::text, s.dictnamespace, 'pg_ts_dict'::regclass, s.oid "
        "FROM pg_ts_dict AS s UNION ALL SELECT 'conversion', v.conname::text, v.connamespace, "
        "'pg_conversion'::regclass, v.oid FROM pg_conversion AS v UNION ALL SELECT 'statistics', s.stxname::text, "
        "s.stxnamespace, 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext AS s JOIN pg_class AS c "
        "ON c.oid = s.stxrelid WHERE c.relnamespace <> s.stxnamespace) AS unsaid "
        "WHERE space = to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) "
        "AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = class AND d.objid = oid AND d.deptype IN ('e', 'i')) "
        "ORDER BY kind, name",
    // Grants are told apart from those that a new one has by itself, or by default privileges.
    .object_attachments =
        "WITH place AS (SELECT to_regnamespace(quote_ident(coalesce(nullif({}, ''), current_schema()))) AS oid), "
        "self AS (SELECT oid FROM pg_roles WHERE rolname = current_user), things AS ("
        "SELECT 'function' AS of_kind, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS of_name, "
        "'' AS table_name, p.oid, 'pg_proc'::regclass AS class, p.proowner AS owner, p.proacl AS acl, 'f'::text "
        "AS letter FROM pg_proc AS p JOIN place ON place.oid = p.pronamespace WHERE p.prokind IN ('f', 'p', 'w') "
        "UNION ALL SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' ELSE 'type' END, t.typname, '', t.oid, "
        "'pg_type'::regclass, t.typowner, t.typacl, 'T' FROM pg_type AS t JOIN place ON place.oid = t.typnamespace "
        "WHERE t.typtype IN ('d', 'e') OR (SELECT c.relkind = 'c' FROM pg_class AS c WHERE c.oid = t.typrelid) UNION ALL SELECT 'sequence', c.relname, coalesce(o.relname, ''), c.oid, "
        "'pg_class'::regclass, c.relowner, c.relacl, 'S' FROM pg_class AS c JOIN place ON place.oid = c.relnamespace "
        "LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') "
        "LEFT JOIN pg_class AS o ON o.oid = d.refobjid WHERE c.relkind = 'S'), usual AS ("
        "SELECT k.letter, e.grantee, e.privilege_type FROM (VALUES ('f', 'f'), ('T', 'T'), ('S', 's')) AS k (letter, "
        "built_in) CROSS JOIN self CROSS JOIN LATERAL aclexplode(coalesce((SELECT p.defaclacl FROM pg_default_acl AS p "
        "WHERE p.defaclrole = self.oid AND p.defaclnamespace = 0 AND p.defaclobjtype::text = k.letter), "
        "acldefault(k.built_in::\"char\", self.oid))) AS e UNION SELECT p.defaclobjtype::text, e.grantee, "
        "e.privilege_type FROM pg_default_acl AS p JOIN self ON self.oid = p.defaclrole JOIN place "
        "ON place.oid = p.defaclnamespace CROSS JOIN LATERAL aclexplode(p.defaclacl) AS e), given AS ("
        "SELECT t.of_kind, t.of_name, t.table_name, t.letter, t.owner, e.grantee, e.privilege_type, e.is_grantable "
        "FROM things AS t CROSS JOIN LATERAL aclexplode(coalesce(t.acl, acldefault(CASE t.letter WHEN 'S' THEN 's' "
        "ELSE t.letter END::\"char\", t.owner))) AS e) "
        "SELECT of_kind, of_name, table_name, kind, name, sql FROM ("
        "SELECT of_kind, of_name, table_name, 'owner' AS kind, '' AS name, quote_ident(pg_get_userbyid(owner)) AS sql "
        "FROM things CROSS JOIN self WHERE owner <> self.oid UNION ALL "
        "SELECT of_kind, of_name, table_name, 'comment', '', quote_literal(obj_description(oid, class::text)) "
        "FROM things WHERE of_kind <> 'enum' AND obj_description(oid, class::text) IS NOT NULL UNION ALL "
        "SELECT of_kind, of_name, table_name, k.kind || privilege_type || ' to', CASE WHEN grantee = 0 THEN 'public' "
        "ELSE pg_get_userbyid(grantee)::text END, privilege_type FROM given AS g JOIN (VALUES ('grant of ', false), "
        "('grant option of ', true)) AS k (kind, is_option) ON g.is_grantable OR NOT k.is_option "
        "WHERE g.grantee <> g.owner AND (k.is_option OR NOT EXISTS (SELECT FROM usual AS u WHERE u.letter = g.letter "
        "AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type)) GROUP BY 1, 2, 3, 4, 5, 6 UNION ALL "
        "SELECT of_kind, of_name, table_name, 'no grant of ' || u.privilege_type || ' to', CASE WHEN u.grantee = 0 "
        "THEN 'public' ELSE pg_get_userbyid(u.grantee)::text END, u.privilege_type FROM things AS t JOIN usual AS u "
        "ON u.letter = t.letter CROSS JOIN self WHERE u.grantee NOT IN (t.owner, self.oid) AND NOT EXISTS ("
        "SELECT FROM given AS g WHERE g.of_kind = t.of_kind AND g.of_name = t.of_name AND g.grantee = u.grantee "
        "AND g.privilege_type = u.privilege_type)) AS attached ORDER BY of_kind, of_name, kind, name",
    // Behind it the schemas of before: the types of extensions are there.
    .enter_scratch = "CREATE SCHEMA refract_scratch; SELECT set_config('search_path', 'refract_scratch, ' || "
                     "current_setting('search_path'), true)",
    .hide_schema = "ALTER SCHEMA {name} RENAME TO {new}",
};

// Source: https://www.postgresql.org/docs/current/sql-altertable.html, release notes of 11, 12 and 14
template <> inline constexpr lint_facts lint_of<dialect::postgres>{
    .name = "postgres",
    .default_schema = "public",
    .locks = true,
    .serves = true,
    .types = true,
    .longest_name = 63,
    .usual_version = 150'000,
    .steady_default_since = 110'000,
    .proven_not_null_since = 120'000,
    .reindex_beside_since = 120'000,
    .detach_beside_since = 140'000,
    .value_in_transaction_since = 120'000,
};

} // namespace detail
} // namespace v0
} // namespace refract
