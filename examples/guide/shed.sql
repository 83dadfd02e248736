// [transactions]
BEGIN IMMEDIATE
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')
PRAGMA table_info='loan'
PRAGMA index_list='loan'
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
BEGIN IMMEDIATE
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
UPDATE "loan" SET "returned_at" = ?1 WHERE "tool_id" = ?2 AND "returned_at" IS NULL
BEGIN IMMEDIATE
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
SELECT count(*) FROM (SELECT "id", "tool_id", "member_id", "lent_at", "returned_at" FROM "loan") AS "rows"
BEGIN IMMEDIATE
SAVEPOINT refract_1
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
RELEASE SAVEPOINT refract_1
SAVEPOINT refract_1
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
ROLLBACK TO SAVEPOINT refract_1
RELEASE SAVEPOINT refract_1
ROLLBACK
SELECT count(*) FROM (SELECT "id", "tool_id", "member_id", "lent_at", "returned_at" FROM "loan") AS "rows"
// [/transactions]
// [joins]
SELECT "tool"."id", "tool"."name", "tool"."kind", "tool"."deposit", "loan"."id", "loan"."tool_id", "loan"."member_id", "loan"."lent_at", "loan"."returned_at" FROM "tool" LEFT JOIN "loan" ON "loan"."tool_id" = "tool"."id" ORDER BY "tool"."id"
SELECT "tool"."name", "member"."name" FROM "loan" JOIN "tool" ON "loan"."tool_id" = "tool"."id" JOIN "member" ON "loan"."member_id" = "member"."id" WHERE "loan"."returned_at" IS NULL ORDER BY "tool"."name"
// [/joins]
// [aggregates]
SELECT "tool"."name", count(*) FROM "loan" JOIN "tool" ON "loan"."tool_id" = "tool"."id" GROUP BY "tool"."id", "tool"."name" HAVING count(*) >= ?1 ORDER BY count(*) DESC, "tool"."name"
SELECT coalesce(sum(CAST(round("tool"."deposit" * 100) AS INTEGER)) / 100.0, ?1) FROM "loan" JOIN "tool" ON "loan"."tool_id" = "tool"."id" WHERE "loan"."returned_at" IS NULL
// [/aggregates]
// [search]
SELECT "id", "name", "kind", "deposit" FROM "tool" ORDER BY "name"
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "kind" IN (SELECT value FROM json_each(?1)) AND "deposit" <= ?2 ORDER BY "name"
// [/search]
// [errors]
BEGIN IMMEDIATE
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
ROLLBACK
BEGIN IMMEDIATE
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
ROLLBACK
// [/errors]
// [undone]
BEGIN IMMEDIATE
SAVEPOINT refract_1
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
INSERT INTO "loan" ("tool_id", "member_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
RELEASE SAVEPOINT refract_1
SELECT count(*) FROM (SELECT "id", "tool_id", "member_id", "lent_at", "returned_at" FROM "loan") AS "rows"
ROLLBACK
SELECT count(*) FROM (SELECT "id", "tool_id", "member_id", "lent_at", "returned_at" FROM "loan") AS "rows"
// [/undone]
