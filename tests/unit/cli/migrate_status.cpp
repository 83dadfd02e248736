#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("migrate status says what is applied and what is not, to people and to programs", "[migrate_status]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    CHECK(app.template run<first_shop>({"migrate", "status"}).code == 0);
    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x INTEGER);");
    app.write("20260103000000_c/migration.sql", "INSERT INTO a VALUES (7);");
    REQUIRE(app.template run<first_shop>({"migrate", "deploy"}).code == 0);
    app.write("20260102000000_b/migration.sql", "INSERT INTO a VALUES (8);");
    const said found = app.template run<first_shop>({"migrate", "status"});
    CHECK(found.code == 2);
    CHECK(found.out.starts_with("migration         state\n"
                                "20260101000000_a  applied\n"
                                "20260102000000_b  pending\n"
                                "20260103000000_c  applied\n"));
    CHECK(found.has("20260102000000_b is pending, and later ones are applied"));

    app.write("20260101000000_a/migration.sql", "CREATE TABLE a (x TEXT);");
    std::filesystem::remove_all(app.folder() / "20260103000000_c");
    const auto data = nlohmann::json::parse(app.template run<first_shop>({"migrate", "status", "--json"}).out);
    std::vector<std::string> problems;
    for (const auto& each : data["problems"])
        problems.push_back(std::string(each["kind"]) + " " + std::string(each["migration"]));
    CHECK(std::find(problems.begin(), problems.end(), "edited 20260101000000_a") != problems.end());
    CHECK(std::find(problems.begin(), problems.end(), "missing 20260103000000_c") != problems.end());
    CHECK(data["pending"] == nlohmann::json{"20260102000000_b"});
    CHECK(data["clean"] == false);
}
