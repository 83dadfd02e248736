#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/run_script.hpp>
#include <refract/test/fault.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <string>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("a script runs whole or not at all", "[run_script]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    CHECK(migrate::run_script(fresh.db(), "") == 0);
    CHECK(migrate::run_script(fresh.db(), "CREATE TABLE a (x INTEGER);\nINSERT INTO a VALUES (1);") == 2);
    try {
        migrate::run_script(fresh.db(), "INSERT INTO a VALUES (2);\n\nINSERT INTO nowhere VALUES (3);");
        FAIL("there is no such table");
    } catch (const error& failure) {
        CHECK(failure.message().starts_with("line 3: "));
        CHECK(failure.sql() == "INSERT INTO nowhere VALUES (3)");
    }
    CHECK(fresh.rows("SELECT x FROM a") == text_rows{"1"});
}

TEMPLATE_TEST_CASE("a script that fails says what of it stays", "[run_script]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    fresh.rows("CREATE TABLE a (x INTEGER)");
    auto db = fresh.open();
    const std::string script = "INSERT INTO a VALUES (1);\n-- refract: repeat\n"
                               "UPDATE a SET x = x + 1 WHERE x < 3;\n-- refract: commit\n";
    CHECK_THROWS_WITH(migrate::run_script(db, script + "INSERT INTO nowhere VALUES (3);", "fix.sql"),
                      refract_test::has_text("fix.sql: its first 2 of 3 statements are done and stay: line 5: "));
    CHECK(fresh.rows("SELECT x FROM a") == text_rows{"3"});
    const auto lost = test::fail_at_commit<connection_error>(db);
    CHECK_THROWS_WITH(
        migrate::run_script(db, "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);", "fix.sql"),
        refract_test::has_text("fix.sql: the connection was lost while statement 2 was committed, and nobody "
                               "knows whether what came to there is done: look before you run it again"));
}
