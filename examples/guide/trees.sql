// [insert]
BEGIN IMMEDIATE
INSERT INTO "member" ("name", "email") VALUES (?1, ?2) RETURNING "name", "email", "id"
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3) RETURNING "id", "name", "kind", "deposit"
INSERT INTO "loan" ("member_id", "tool_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4) RETURNING "lent_at", "returned_at", "tool_id"
INSERT INTO "tool" ("name", "kind", "deposit") VALUES (?1, ?2, ?3) RETURNING "id", "name", "kind", "deposit"
INSERT INTO "loan" ("member_id", "tool_id", "lent_at", "returned_at") VALUES (?1, ?2, ?3, ?4) RETURNING "lent_at", "returned_at", "tool_id"
COMMIT
// [/insert]
// [select]
BEGIN
SELECT "name", "email", "id" FROM "member" ORDER BY "name"
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "member_id" IN (SELECT value FROM json_each(?1))
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" IN (SELECT value FROM json_each(?1))
COMMIT
// [/select]
// [nested]
BEGIN
SELECT "name", "email", "id" FROM "member" WHERE EXISTS (SELECT 1 FROM "loan" WHERE "loan"."member_id" = "member"."id" AND "loan"."returned_at" IS NULL)
SELECT "lent_at", "returned_at", "tool_id", "member_id" FROM "loan" WHERE "returned_at" IS NULL AND "member_id" = ?1 ORDER BY "lent_at" LIMIT ?2
SELECT "id", "name", "kind", "deposit" FROM "tool" WHERE "id" IN (SELECT value FROM json_each(?1))
COMMIT
// [/nested]
