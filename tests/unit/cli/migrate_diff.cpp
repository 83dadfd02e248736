#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <nlohmann/json.hpp>

using namespace refract_test;
using two_versions::first_shop;
using two_versions::next_shop;

TEMPLATE_TEST_CASE("migrate diff compares two sides, and its code says whether they differ", "[migrate_diff]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    app.fresh().rows("SELECT 1"); // the file is there
    const said all = app.template run<first_shop>({"migrate", "diff"});
    CHECK(all.code == 2);
    CHECK(all.out == "create table ware\n");
    CHECK(app.template run<first_shop>({"migrate", "diff", "--from", "models", "--to", "empty"}).out ==
          "drop table ware (loses data, breaks clients)\n");
    CHECK(app.template run<first_shop>({"migrate", "diff", "--from", "models"}).code == 0);

    const said script = app.template run<first_shop>({"migrate", "diff", "--from", "empty", "--script"});
    CHECK(script.code == 2);
    app.write("all.sql", script.out);
    REQUIRE(app.template run<first_shop>({"db", "execute", "--file", (app.folder() / "all.sql").string()}).code == 0);
    CHECK(app.template run<first_shop>({"migrate", "diff"}).out == "No difference.\n");

    const said moved = app.template run<next_shop>({"migrate", "diff", "--rename", "ware.cost=price", "--json"});
    CHECK(moved.code == 2);
    const auto steps = nlohmann::json::parse(moved.out)["steps"];
    REQUIRE(steps.size() > 2);
    CHECK(steps[0]["about"] == "rename ware.cost to price");

    CHECK(app.template run<first_shop>({"migrate", "diff", "--from", "nowhere"}).code == 64);
    CHECK(app.template run<next_shop>({"migrate", "diff", "--rename", "nonsense"}).code == 64);
}
