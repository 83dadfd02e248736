#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("migrate down undoes by down.sql, and reset begins anew", "[migrate_down]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    REQUIRE(app.template run<first_shop>({"migrate", "dev", "--name", "first"}).code == 0);
    app.write("20990101000000_more/migration.sql", "INSERT INTO ware (name, cost) VALUES ('Tea', 1);");
    app.write("20990101000000_more/down.sql", "DELETE FROM ware;");
    CHECK(app.run_program(ready, {"migrate", "deploy"}).has("chain"));
    CHECK(app.run_program(ready, {"migrate", "chain"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "deploy"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "down"}).out == "undone 20990101000000_more\n");
    CHECK(app.fresh().rows("SELECT count(*) FROM ware") == text_rows{"0"});
    CHECK(app.run_program(ready, {"migrate", "deploy"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "down", "--to", app.migration("_first")}).out ==
          "undone 20990101000000_more\n");

    app.fresh().rows("INSERT INTO ware (name, cost) VALUES ('Milk', 2)");
    const said asked = app.run_program(ready, {"migrate", "reset"});
    CHECK(asked.code == 3);
    CHECK(asked.has("--force"));
    CHECK(app.run_program(ready, {"migrate", "reset"}, "n\n").code == 1);
    CHECK(app.fresh().rows("SELECT name FROM ware") == text_rows{"Milk"});
    CHECK(app.run_program(ready, {"migrate", "reset", "--force"}).code == 0);
    CHECK(app.fresh().rows("SELECT name FROM ware") == text_rows{"Tea"});
    CHECK(app.run_program(ready, {"migrate", "down", "--to", "20000101000000_nowhere"}).code == 1);
}
