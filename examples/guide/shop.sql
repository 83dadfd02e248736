// [insert]
BEGIN IMMEDIATE
INSERT INTO "order" ("customer_id", "shop_id") VALUES (?2, ?1)
INSERT INTO "line" ("order_id", "product_id", "pieces", "price") VALUES (?1, ?2, ?3, ?4) RETURNING "id", "order_id", "product_id", "pieces", "price"
INSERT INTO "line" ("order_id", "product_id", "pieces", "price") VALUES (?1, ?2, ?3, ?4) RETURNING "id", "order_id", "product_id", "pieces", "price"
COMMIT
// [/insert]
// [stock]
UPDATE "product" SET "stock" = refract_fit("stock" - ?2, -2147483648, 2147483647), "version" = refract_fit("version" + 1, -2147483648, 2147483647) WHERE "id" = ?3 AND "stock" >= ?4 AND "shop_id" = ?1
// [/stock]
// [receipt]
BEGIN
SELECT "id", "status", "customer_id" FROM "order" WHERE "id" = ?2 AND "shop_id" = ?1
SELECT "id", "name" FROM "customer" WHERE "id" = ?2 AND "shop_id" = ?1
SELECT "id", "pieces", "price", "product_id", "order_id" FROM "line" WHERE "order_id" = ?1 ORDER BY "id"
SELECT "id", "name" FROM "product" WHERE "id" = ?2 AND "shop_id" = ?1
SELECT "id", "name" FROM "product" WHERE "id" = ?2 AND "shop_id" = ?1
COMMIT
// [/receipt]
// [update]
BEGIN IMMEDIATE
UPDATE "order" SET "status" = ?2 WHERE "id" = ?3 AND "shop_id" = ?1
UPDATE "line" SET "pieces" = refract_fit("pieces" + ?1, -2147483648, 2147483647) WHERE "id" = ?2 AND "order_id" = ?3
SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')
PRAGMA table_info='line'
PRAGMA index_list='line'
INSERT INTO "line" ("order_id", "product_id", "pieces", "price") VALUES (?1, ?2, ?3, ?4)
COMMIT
// [/update]
// [save]
BEGIN
SELECT "id", "customer_id" FROM "order" WHERE "id" = ?2 AND "shop_id" = ?1
SELECT "id", "order_id", "product_id", "pieces", "price" FROM "line" WHERE "order_id" = ?1
COMMIT
BEGIN IMMEDIATE
SELECT "id" FROM "order" WHERE "id" = ?2 AND "shop_id" = ?1
SELECT "id", "customer_id" FROM "order" WHERE "id" = ?2 AND "shop_id" = ?1
SELECT "id", "order_id", "product_id", "pieces", "price" FROM "line" WHERE "order_id" = ?1
DELETE FROM "line" WHERE "id" IN (SELECT value FROM json_each(?1)) AND "order_id" IN (SELECT value FROM json_each(?2))
UPDATE "line" SET "product_id" = ?1, "pieces" = ?2, "price" = ?3 WHERE "id" = ?4 RETURNING "id"
COMMIT
// [/save]
// [upsert]
INSERT INTO "customer" ("email", "name", "shop_id") VALUES (?2, ?3, ?1) ON CONFLICT ("shop_id", "email") DO UPDATE SET "name" = excluded."name" WHERE "customer"."shop_id" = ?1
// [/upsert]
// [stale]
SELECT "id", "shop_id", "name", "price", "stock", "version" FROM "product" WHERE "id" = ?1 AND "shop_id" = ?2
SELECT "id", "shop_id", "name", "price", "stock", "version" FROM "product" WHERE "id" = ?1 AND "shop_id" = ?2
UPDATE "product" SET "name" = ?1, "price" = ?2, "stock" = ?3, "version" = refract_fit("version" + 1, -2147483648, 2147483647) WHERE "id" = ?4 AND "version" = ?5 AND "shop_id" = ?6 RETURNING "version"
UPDATE "product" SET "name" = ?1, "price" = ?2, "stock" = ?3, "version" = refract_fit("version" + 1, -2147483648, 2147483647) WHERE "id" = ?4 AND "version" = ?5 AND "shop_id" = ?6 RETURNING "version"
SELECT "id", "shop_id", "name", "price", "stock", "version" FROM "product" WHERE "id" = ?1 AND "shop_id" = ?2
// [/stale]
// [sums]
SELECT "customer"."name", sum(CAST(round("line"."price" * "line"."pieces" * 100) AS INTEGER)) / 100.0 FROM "customer" JOIN "order" ON "order"."customer_id" = "customer"."id" JOIN "line" ON "line"."order_id" = "order"."id" WHERE "customer"."shop_id" = ?1 AND "order"."shop_id" = ?1 GROUP BY "customer"."name" ORDER BY sum(CAST(round("line"."price" * "line"."pieces" * 100) AS INTEGER)) / 100.0 DESC
// [/sums]
// [filters]
SELECT "id", "shop_id", "name", "price", "stock", "version" FROM "product" WHERE NOT EXISTS (SELECT 1 FROM "line" WHERE "line"."product_id" = "product"."id") AND "shop_id" = ?1
SELECT "name", (SELECT count(*) FROM "order" WHERE "order"."customer_id" = "customer"."id" AND "order"."shop_id" = ?1) FROM "customer" WHERE "shop_id" = ?1 ORDER BY "name"
// [/filters]
// [tenants]
SELECT count(*) FROM (SELECT "id", "shop_id", "name", "price", "stock", "version" FROM "product" WHERE "shop_id" = ?1) AS "rows"
SELECT count(*) FROM (SELECT "id", "shop_id", "name", "price", "stock", "version" FROM "product") AS "rows"
SELECT "id", "shop_id", "customer_id", "status" FROM "order" WHERE "id" = ?1 AND "shop_id" = ?2
// [/tenants]
