#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/run_script.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

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
