#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/object_steps.hpp>

#include "support/catch.hpp"

using namespace refract;

// Types, functions, views and comments are tested in plan_cases.cpp.
TEST_CASE("views are dropped with what they make again, and made with their indexes", "[object_steps]") {
    const migrate::database_definition before{
        .tables = {{.name = "a", .kind = migrate::table_kind::view, .sql = "AS SELECT n FROM z"}}};
    const migrate::plan_options options;
    const migrate::database_definition none;
    detail::planning down(detail::changes_of<dialect::sqlite>, options, before, none);
    detail::view_planner(down).drop(before.tables[0]);
    REQUIRE(down.steps.size() == 1);
    CHECK(down.steps[0].sql == "DROP VIEW \"a\"");
    CHECK(down.steps[0].undo == "CREATE VIEW \"a\" AS SELECT n FROM z");
    CHECK(migrate::names_of(down.steps[0].danger).size() == 1);
    detail::planning up(detail::changes_of<dialect::sqlite>, options, none, before);
    detail::view_planner(up).create(before.tables[0]);
    REQUIRE(up.steps.size() == 1);
    CHECK(up.steps[0].about == "create view a");
    CHECK(up.steps[0].lock == migrate::lock_class::whole_database);
}
