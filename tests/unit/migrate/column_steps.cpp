#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/column_steps.hpp>

#include "support/catch.hpp"

using namespace refract;

// What the steps do is tested in plan_cases.cpp, on rows.
TEST_CASE("a default that is another for each row is known by what it calls", "[column_steps]") {
    constexpr auto& how = detail::changes_of<dialect::postgres>;
    for (const char* each : {"gen_random_uuid()", "nextval('s'::regclass)", "(random() * 3)", "app.own_function(1)"})
        CHECK(detail::is_unsteady(how, each));
    for (const char* each : {"", "0", "'gen_random_uuid()'::text", "CURRENT_TIMESTAMP", "now()", "0::numeric(8,2)",
                             "timezone('utc'::text, now())", "ARRAY[1, 2]"})
        CHECK_FALSE(detail::is_unsteady(how, each));
}

TEST_CASE("a counter that the database describes is not the column's own", "[column_steps]") {
    const migrate::column_definition serial{.name = "id", .type = "integer", .default_sql = "nextval('s'::regclass)"};
    CHECK(detail::own_sequence({}, serial) == "s");
    CHECK(detail::own_sequence({.objects = {{"sequence", "", "s", ""}}}, serial).empty());
    CHECK(detail::own_sequence({}, {.name = "n", .type = "integer", .default_sql = "3"}).empty());
}
