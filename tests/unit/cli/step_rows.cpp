#include <refract/cli/step_rows.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

TEST_CASE("rows that were counted and rows that are believed read differently", "[step_rows]") {
    CHECK(command_line::text_of(command_line::known_rows{1}) == "1 row");
    CHECK(command_line::text_of(command_line::known_rows{1200}) == "1200 rows");
    CHECK(command_line::text_of(command_line::known_rows{3'400'000, false}) == "about 3400000 rows");
    CHECK(command_line::text_of(command_line::known_rows{10'000'001, false}) == "more than 10000000 rows");
}

TEMPLATE_TEST_CASE("a plan's tables are counted by the names that they have", "[step_rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE \"a b\" (id INTEGER PRIMARY KEY)");
    db.execute("INSERT INTO \"a b\" (id) VALUES (1), (2)");
    const migrate::database_definition before{.tables = {{.name = "a b"}, {.name = "gone"}}};
    const auto rewrites = [](const char* table) {
        migrate::step made;
        made.table = table;
        made.danger = migrate::hazard::rewrites_table;
        return made;
    };
    std::vector<migrate::step> steps{rewrites("\"c\""), rewrites("\"gone\""), rewrites("\"new\"")};
    const auto found = command_line::count_rows(db, steps, before, {{"", "a b", "", "c"}});
    REQUIRE(found.size() == 1); // one that is not there, or may not be read, has no number
    REQUIRE(command_line::rows_of(steps[0], found));
    CHECK(command_line::rows_of(steps[0], found)->count == 2);
    steps[0].danger = migrate::hazard::none;
    CHECK(!command_line::rows_of(steps[0], found));
}
