#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/object_steps.hpp>

#include "support/catch.hpp"

using namespace refract;

// Types, functions, views and comments are tested in plan_cases.cpp.
TEST_CASE("views are dropped before what they read, and made behind it", "[object_steps]") {
    const migrate::database_definition before{
        .tables = {{.name = "a", .kind = migrate::table_kind::view, .sql = "AS SELECT n FROM z"},
                   {.name = "z", .kind = migrate::table_kind::view, .sql = "AS SELECT n FROM t"}}};
    const migrate::plan_options options;
    const migrate::database_definition none;
    detail::planning down(detail::changes_of<dialect::sqlite>, options, before, none);
    detail::remaker(down).run();
    detail::view_planner(down).drop();
    REQUIRE(down.steps.size() == 2);
    CHECK(down.steps[0].sql == "DROP VIEW \"a\"");
    CHECK(down.steps[0].undo == "CREATE VIEW \"a\" AS SELECT n FROM z");
    detail::planning up(detail::changes_of<dialect::sqlite>, options, none, before);
    detail::view_planner(up).create();
    REQUIRE(up.steps.size() == 2);
    CHECK(up.steps[0].about == "create view z");
    CHECK(up.steps[1].lock == migrate::lock_class::whole_database);
}
