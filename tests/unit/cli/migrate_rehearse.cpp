#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

using namespace refract_test;

TEMPLATE_TEST_CASE("migrate rehearse shows what a deploy would do, and does nothing", "[migrate_rehearse]",
                   REFRACT_TEST_DATABASES) {
    command_line<TestType> app;
    if (!app) return;
    const refract::command_line::program ready{.name = "refract"};
    app.fresh().rows("CREATE TABLE a (x INTEGER)");
    CHECK(app.run_program(ready, {"migrate", "rehearse"}).out == "Nothing is pending.\n");
    app.write("20260101000000_b/migration.sql", "-- more of it\nALTER TABLE a ADD COLUMN y INTEGER;");
    const said tried = app.run_program(ready, {"migrate", "rehearse"});
    CHECK(tried.code == 0);
    CHECK(tried.out.starts_with("20260101000000_b\n  line 2: more of it: "));
    app.write("20260102000000_c/migration.sql", "SELECT nothing FROM nowhere;");
    const said failed = app.run_program(ready, {"migrate", "rehearse", "--json"});
    CHECK(failed.code == 2);
    CHECK(nlohmann::json::parse(failed.out)["statements"].size() == 2);
    CHECK(app.run_program(ready, {"migrate", "status"}).has("20260101000000_b  pending"));
}
