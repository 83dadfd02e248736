#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <nlohmann/json.hpp>

using namespace refract_test;
using two_versions::first_shop;

TEMPLATE_TEST_CASE("verify holds the program's queries against the database", "[verify_queries]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    // A query of this program, which never runs.
    if (app.folder().empty())
        app.fresh().db().all(refract::from<two_versions::Ware>().named<"wares_of_the_command_line">());
    const said missing = app.template run<first_shop>({"verify", "--json"});
    CHECK(missing.code == 2);
    CHECK(missing.out.find("ware") != std::string::npos);
    CHECK(nlohmann::json::parse(missing.out)["findings"].size() > 0);
    CHECK(missing.out.find("no table \\\"_refract_migrations") == std::string::npos); // no deploy was here
}
