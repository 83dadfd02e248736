#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("db seed calls the program's function in a transaction", "[db_seed]", REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    REQUIRE(app.template run<first_shop>({"db", "push"}).code == 0);
    const said none = app.template run<first_shop>({"db", "seed"});
    CHECK(none.code == 1);
    CHECK(none.has("hand a function to refract::cli"));

    bool fails = true;
    const auto seed = [&](auto& db) {
        two_versions::Ware made;
        made.name = "Tea";
        db.insert(made);
        if (fails) throw refract::error("the seed has its reasons");
    };
    refract::command_line::program what{.name = "app", .seed = &seed};
    refract::detail::add_included<first_shop, refract::dialect::sqlite, decltype(seed)>(what.databases);
    refract::detail::add_included<first_shop, refract::dialect::postgres, decltype(seed)>(what.databases);
    CHECK(app.run_program(what, {"db", "seed"}).has("the seed has its reasons"));
    CHECK(app.fresh().rows("SELECT count(*) FROM ware") == text_rows{"0"});
    fails = false;
    CHECK(app.run_program(what, {"db", "seed"}).code == 0);
    CHECK(app.fresh().rows("SELECT name FROM ware") == text_rows{"Tea"});
}
