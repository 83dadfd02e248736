// [insert]
SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')
PRAGMA table_info='member'
PRAGMA index_list='member'
INSERT INTO "member" ("name", "email") VALUES (?1, ?2)
BEGIN IMMEDIATE
SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')
PRAGMA table_info='tool'
PRAGMA index_list='tool'
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
COMMIT
// [/insert]
// [find]
SELECT "id", "name", "email" FROM "member" WHERE "id" = ?1
SELECT "id", "name", "email" FROM "member" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
// [/find]
// [change]
UPDATE "member" SET "name" = ?1, "email" = ?2 WHERE "id" = ?3
UPDATE "tool" SET "deposit" = ?1 WHERE "kind" = ?2
DELETE FROM "tool" WHERE "id" = ?1
// [/change]
// [query]
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "kind" = ?1 ORDER BY "name" LIMIT ?2
// [/query]
// [parts]
SELECT "name", "deposit" FROM "tool" WHERE instr("name", ?1) > 0
SELECT "kind", upper("name") FROM "tool"
// [/parts]
// [parameters]
SELECT count(*) FROM (SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "kind" = ?1) AS "rows"
SELECT EXISTS (SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "kind" = ?1)
// [/parameters]
// [text]
// [/text]
