BEGIN IMMEDIATE
SELECT "id", "name", "email" FROM "member" WHERE "email" = ?1
ROLLBACK
