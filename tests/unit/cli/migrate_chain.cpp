#include "support/catch.hpp"
#include "support/command_line.hpp"

using namespace refract_test;

TEST_CASE("the chain of a folder is written where migrations were made by hand", "[migrate_chain]") {
    command_line<on_sqlite> app;
    const refract::command_line::program ready{.name = "refract"};
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    CHECK(app.run_program(ready, {"migrate", "chain"}).code == 0);
    CHECK(app.read("chain.lock").find("20260101000000_a") != std::string::npos);
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x TEXT);");
    CHECK(app.run_program(ready, {"migrate", "deploy"}).code == 1);
    CHECK(app.run_program(ready, {"migrate", "chain"}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "deploy"}).code == 0);
}
