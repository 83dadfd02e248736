#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

using namespace refract_test;

TEMPLATE_TEST_CASE("migrate lint judges what is not applied yet", "[migrate_lint]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    app.write("20260101000000_a/migration.sql",
              "CREATE TABLE ware (id INTEGER PRIMARY KEY);\nCREATE TABLE old (x INTEGER);");
    REQUIRE(app.run_program(ready, {"migrate", "deploy"}).code == 0);
    app.write("20260102000000_b/migration.sql", "\nDROP TABLE old;");
    const said found = app.run_program(ready, {"migrate", "lint"});
    CHECK(found.code == 2);
    CHECK(found.out.find("20260102000000_b/migration.sql:2:1: ") != std::string::npos);
    CHECK(found.out.find("20260101000000_a") == std::string::npos);
    const auto data = nlohmann::json::parse(app.run_program(ready, {"migrate", "lint", "--json"}).out);
    REQUIRE(data["findings"].size() >= 1);
    const std::string rule = data["findings"][0]["rule"];
    CHECK(app.run_program(ready, {"migrate", "lint", "--sarif"}).out.find("\"2.1.0\"") != std::string::npos);
    if (data["findings"].size() == 1) CHECK(app.run_program(ready, {"migrate", "lint", "--off", rule}).code == 0);
    CHECK(app.run_program(ready, {"migrate", "lint", "--dialect", "sqlite"}).code == 2);
    CHECK(app.run_program(ready, {"migrate", "lint", "--dialect", "oracle"}).code == 64);
}
