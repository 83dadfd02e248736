#include "support/catch.hpp"
#include "support/command_line.hpp"

using namespace refract_test;

TEMPLATE_TEST_CASE("a person tells the history what it does not know", "[migrate_resolve]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    app.fresh().rows("CREATE TABLE a (x INTEGER)");
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    app.write("20260102000000_b/migration.sql", "CREATE TABLE b (x INTEGER);");
    CHECK(app.run_program(ready, {"migrate", "baseline", "--up-to", "20260101000000_a"}).out ==
          "marked 20260101000000_a\n");
    CHECK(app.run_program(ready, {"migrate", "deploy"}).out == "applied 20260102000000_b\n");
    CHECK(app.run_program(ready, {"migrate", "resolve"}).code == 64);
    CHECK(app.run_program(ready, {"migrate", "resolve", "--applied", "20260101000000_a"}).has("applied already"));
    app.write("20260103000000_c/migration.sql", "CREATE TABLE c (x INTEGER);");
    CHECK(app.run_program(ready, {"migrate", "resolve", "--applied", "20260103000000_c"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "status"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "resolve", "--rolled-back", "20260103000000_c"}).code == 1);
}
