#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

using namespace refract_test;
using two_versions::first_shop;
using two_versions::next_shop;

TEMPLATE_TEST_CASE("db push makes a database what the models say, and keeps no history", "[db_push]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    CHECK(app.template run<first_shop>({"db", "push"}).out == "create table ware\n");
    CHECK(app.template run<first_shop>({"db", "push"}).out == "The database is what the models say.\n");
    app.fresh().rows("INSERT INTO ware (name, cost, note) VALUES ('Tea', 3, 'fine')");
    const said refused = app.template run<next_shop>({"db", "push", "--rename", "ware.cost=price"});
    CHECK(refused.code == 3);
    CHECK(app.fresh().rows("SELECT cost FROM ware") == text_rows{"3"});
    CHECK(app.template run<next_shop>({"db", "push", "--rename", "ware.cost=price", "--accept-data-loss"}).code == 0);
    CHECK(app.fresh().rows("SELECT price FROM ware") == text_rows{"3"});
    CHECK(app.template run<next_shop>({"migrate", "diff"}).code == 0);
    CHECK(app.template run<next_shop>({"migrate", "status"}).code == 0);
}
