#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/lint_counts.hpp>
#include <refract/migrate/read_catalog.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("rows are counted as far as it matters", "[lint_counts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)");
    db.execute("CREATE TABLE \"the b\" (id INTEGER PRIMARY KEY)");
    db.execute("CREATE VIEW c AS SELECT id FROM a");
    db.execute("INSERT INTO a (id) VALUES (1), (2), (3), (4)");
    const auto found = [&] {
        migrate::database_definition of = migrate::read_database(db);
        of.tables.push_back({.name = "not readable"});
        return migrate::count_rows(db, of, 2);
    }();
    REQUIRE(found.size() == 2);
    CHECK(found[0].table == "a");
    CHECK(found[0].rows == 3);
    CHECK(found[1].rows == 0);
}
