#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/row_counts.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("rows are counted as far as somebody has to know", "[row_counts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.rows("CREATE TABLE \"a \"\"b\" (x INTEGER)");
    fresh.rows("INSERT INTO \"a \"\"b\" VALUES (1), (2), (3), (4)");
    fresh.rows("CREATE VIEW v AS SELECT 1 AS x");
    const auto found = migrate::count_rows(fresh.db(), 2);
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "a \"b");
    CHECK(found[0].rows == 3);
    CHECK(migrate::count_rows(fresh.db(), 100).front().rows == 4);
}
