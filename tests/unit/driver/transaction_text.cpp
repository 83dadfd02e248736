// What a script does to the transaction around it.

#include <refract/driver/transaction_text.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

TEST_CASE("a script that ends one transaction and begins another is told from others", "[transaction_text]") {
    for (const char* script :
         {"ROLLBACK AND CHAIN", "commit and chain", "COMMIT WORK AND CHAIN;", "rollback transaction and chain",
          "ABORT AND CHAIN", "END AND CHAIN", "COMMIT; BEGIN", "commit;start transaction isolation level serializable",
          " /* why */ ROLLBACK -- so\n; SELECT 'BEGIN; x'; begin immediate", "END;SAVEPOINT a",
          "PREPARE TRANSACTION 'x'; BEGIN", "SELECT 1; COMMIT; SELECT 2; BEGIN"}) {
        INFO(script);
        CHECK(changes_transaction(script));
        CHECK_THROWS_AS(refuse_change_of_transaction(script), error);
    }
    for (const char* script :
         {"", ";", "ROLLBACK", "COMMIT", "ROLLBACK AND NO CHAIN", "COMMIT; INSERT INTO t VALUES (1)", "SAVEPOINT a",
          "ROLLBACK TO a; SAVEPOINT b", "ROLLBACK WORK TO SAVEPOINT a; SAVEPOINT b", "COMMIT PREPARED 'x'; BEGIN",
          "SELECT 'COMMIT AND CHAIN'", "-- COMMIT; BEGIN", "$$COMMIT; BEGIN$$", "\"COMMIT\" AND CHAIN",
          "CREATE TRIGGER a BEGIN SELECT 1; END; CREATE TRIGGER b BEGIN SELECT 1; END", "'open; COMMIT; BEGIN",
          "PREPARE transaction_of AS SELECT 1; BEGIN", "COMMITTED AND CHAIN", "CALL COMMIT"}) {
        INFO(script);
        CHECK_FALSE(changes_transaction(script));
        CHECK_NOTHROW(refuse_change_of_transaction(script));
    }
}

TEST_CASE("a script that may make a table is told from others", "[transaction_text]") {
    for (const char* script :
         {"create temp table t (i int)", "SELECT 1; ALTER TABLE a RENAME TO b", "DO $$ x $$", "/**/call f()"})
        CHECK(may_make_tables(script));
    for (const char* script :
         {"", "SET LOCAL a = 1", "INSERT INTO t VALUES ('CREATE')", "SAVEPOINT \"create\"", "created"})
        CHECK_FALSE(may_make_tables(script));
}
