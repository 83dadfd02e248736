// [insert]
BEGIN IMMEDIATE
INSERT INTO "member" ("name", "email") VALUES (?1, ?2)
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "loan" ("member_id", "tool_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
INSERT INTO "loan" ("member_id", "tool_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
// [/insert]
// [select]
BEGIN
SELECT "name", "email", "id" FROM "member" ORDER BY "name"
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" = ?1
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
COMMIT
// [/select]
// [nested]
BEGIN
SELECT "name", "email", "id" FROM "member" WHERE EXISTS (SELECT 1 FROM "loan" WHERE "loan"."member_id" = "member"."id" AND "loan"."returned_at" IS NULL)
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "returned_at" IS NULL AND "member_id" = ?1 ORDER BY "lent_at" LIMIT ?2
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
COMMIT
// [/nested]
// [update]
BEGIN IMMEDIATE
UPDATE "member" SET "name" = ?1 WHERE "id" = ?2
UPDATE "loan" SET "returned_at" = ?1 WHERE "returned_at" IS NULL AND "member_id" = ?2
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "loan" ("member_id", "tool_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
// [/update]
// [save]
BEGIN
SELECT "id", "name", "email" FROM "member" WHERE "id" = ?1
SELECT "id", "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
COMMIT
BEGIN IMMEDIATE
SELECT "id" FROM "member" WHERE "id" = ?1
SELECT "id", "name", "email" FROM "member" WHERE "id" = ?1
SELECT "id", "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
UPDATE "tool" SET "name" = ?1, "kind" = ?2, "deposit" = ?3 WHERE "id" = ?4 RETURNING "id"
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3)
INSERT INTO "loan" ("member_id", "tool_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4)
COMMIT
// [/save]
BEGIN
SELECT "name", "email", "id" FROM "member" ORDER BY "name"
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" = ?1
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" = ?1
COMMIT
