// [insert]
BEGIN IMMEDIATE
INSERT INTO "author" ("name") VALUES (?1)
INSERT INTO "post" ("author_id", "title", "text", "published") VALUES (?1, ?2, ?3, ?4)
INSERT INTO "comment" ("post_id", "writer", "text", "deleted_at") VALUES (?1, ?2, ?3, ?4) RETURNING "id", "post_id", "writer", "text", "deleted_at"
INSERT INTO "tag" ("label") VALUES (?1)
INSERT INTO "tag" ("label") VALUES (?1)
INSERT INTO "post_tag" ("post_id", "tag_id") VALUES (?1, ?2)
INSERT INTO "post_tag" ("post_id", "tag_id") VALUES (?1, ?2)
COMMIT
// [/insert]
// [connect]
INSERT INTO "post" ("author_id", "title", "text", "published") VALUES (?1, ?2, ?3, ?4)
BEGIN IMMEDIATE
SELECT "id", "author_id" FROM "post" WHERE "id" = ?1
SELECT "label", "id" FROM "tag" WHERE "label" IN (SELECT value FROM json_each(?1))
INSERT INTO "post_tag" ("post_id", "tag_id") SELECT * FROM (SELECT ?1, "id" FROM "tag" WHERE "label" = ?2) AS "rows" WHERE 1 ON CONFLICT ("post_id", "tag_id") DO NOTHING
INSERT INTO "tag" ("label") VALUES (?1)
INSERT INTO "post_tag" ("post_id", "tag_id") VALUES (?1, ?2)
SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')
PRAGMA table_info='comment'
PRAGMA index_list='comment'
INSERT INTO "comment" ("post_id", "writer", "text", "deleted_at") VALUES (?1, ?2, ?3, ?4)
INSERT INTO "comment" ("post_id", "writer", "text", "deleted_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
// [/connect]
// [front]
BEGIN
SELECT "id", "title", (SELECT count(*) FROM "comment" WHERE "comment"."post_id" = "post"."id" AND "comment"."deleted_at" IS NULL), "author_id" FROM "post" WHERE "published" = ?1 ORDER BY "id" DESC LIMIT ?2
SELECT "id", "name" FROM "author" WHERE "id" = ?1
SELECT "id", "name" FROM "author" WHERE "id" = ?1
SELECT "tag"."id", "tag"."label", "post_tag"."post_id" FROM "tag" JOIN "post_tag" ON "post_tag"."tag_id" = "tag"."id" WHERE "post_tag"."post_id" = ?1 ORDER BY "tag"."label"
SELECT "tag"."id", "tag"."label", "post_tag"."post_id" FROM "tag" JOIN "post_tag" ON "post_tag"."tag_id" = "tag"."id" WHERE "post_tag"."post_id" = ?1 ORDER BY "tag"."label"
COMMIT
// [/front]
// [page]
BEGIN
SELECT "id", "title", "text", "published", "author_id" FROM "post" WHERE "id" = ?1
SELECT "id", "name" FROM "author" WHERE "id" = ?1
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL ORDER BY "id" DESC LIMIT ?2
SELECT "tag"."id", "tag"."label", "post_tag"."post_id" FROM "tag" JOIN "post_tag" ON "post_tag"."tag_id" = "tag"."id" WHERE "post_tag"."post_id" = ?1
COMMIT
// [/page]
// [filters]
SELECT "title" FROM "post" WHERE EXISTS (SELECT 1 FROM "comment" WHERE "comment"."post_id" = "post"."id" AND "comment"."writer" = ?1 AND "comment"."deleted_at" IS NULL)
SELECT "title" FROM "post" WHERE EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = "post"."id" AND EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = "post_tag"."tag_id" AND "tag"."label" = ?1)) ORDER BY "title"
SELECT "name" FROM "author" WHERE NOT EXISTS (SELECT 1 FROM "post" WHERE "post"."author_id" = "author"."id" AND "post"."published" = ?1) ORDER BY "name"
// [/filters]
// [loop]
SELECT "id", "author_id", "title", "text", "published" FROM "post"
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
// [/loop]
// [levels]
BEGIN
SELECT "title", "id" FROM "post"
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
COMMIT
// [/levels]
// [update]
BEGIN IMMEDIATE
UPDATE "post" SET "published" = ?1, "title" = ?2 WHERE "id" = ?3 RETURNING "id", "author_id"
SELECT "id" FROM "author" WHERE "id" = ?1
UPDATE "post" SET "author_id" = ?1 WHERE "id" = ?2 RETURNING "id", "author_id"
SELECT "id" FROM "tag" WHERE "label" = ?1
INSERT INTO "post_tag" ("post_id", "tag_id") SELECT * FROM (SELECT ?1, "id" FROM "tag" WHERE "label" = ?2) AS "rows" WHERE 1 ON CONFLICT ("post_id", "tag_id") DO NOTHING
COMMIT
// [/update]
// [save]
BEGIN
SELECT "id", "title", "text", "published", "author_id" FROM "post" WHERE "id" = ?1
SELECT "id", "name" FROM "author" WHERE "id" = ?1
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
SELECT "tag"."id", "tag"."label", "post_tag"."post_id" FROM "tag" JOIN "post_tag" ON "post_tag"."tag_id" = "tag"."id" WHERE "post_tag"."post_id" = ?1
COMMIT
BEGIN IMMEDIATE
SELECT "id", "author_id" FROM "post" WHERE "id" = ?1
SELECT "id", "title", "text", "published", "author_id" FROM "post" WHERE "id" = ?1
SELECT "id", "name" FROM "author" WHERE "id" = ?1
SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "post_id" = ?1 AND "deleted_at" IS NULL
SELECT "tag"."id", "tag"."label", "post_tag"."post_id" FROM "tag" JOIN "post_tag" ON "post_tag"."tag_id" = "tag"."id" WHERE "post_tag"."post_id" = ?1
UPDATE "post" SET "author_id" = ?1, "title" = ?2, "text" = ?3, "published" = ?4 WHERE "id" = ?5 RETURNING "id", "author_id"
INSERT INTO "comment" ("post_id", "writer", "text", "deleted_at") VALUES (?1, ?2, ?3, ?4) RETURNING "id", "post_id", "writer", "text", "deleted_at"
DELETE FROM "post_tag" WHERE ("post_id", "tag_id") IN (WITH "k1"("n", "v1") AS MATERIALIZED (SELECT key, value FROM json_each(?1)), "k2"("n", "v2") AS MATERIALIZED (SELECT key, value FROM json_each(?2)) SELECT "v1", "v2" FROM "k1" NATURAL JOIN "k2")
COMMIT
// [/save]
// [erase]
UPDATE "comment" SET "deleted_at" = rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.') WHERE "id" = ?1 AND "deleted_at" IS NULL
SELECT count(*) FROM (SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment" WHERE "deleted_at" IS NULL) AS "rows"
SELECT count(*) FROM (SELECT "id", "post_id", "writer", "text", "deleted_at" FROM "comment") AS "rows"
// [/erase]
// [restore]
UPDATE "comment" SET "deleted_at" = NULL WHERE "id" = ?1
DELETE FROM "comment" WHERE "id" = ?1
// [/restore]
