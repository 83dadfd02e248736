#include <refract/migrate/key_steps.hpp>

#include "support/catch.hpp"

using namespace refract;

// What the steps do is tested in plan_cases.cpp, on rows.
TEST_CASE("a key is an index and what is said of the constraint", "[key_steps]") {
    const auto parts =
        detail::parts_of_key("UNIQUE NULLS NOT DISTINCT (a, \"b)\") INCLUDE (c) DEFERRABLE INITIALLY DEFERRED");
    REQUIRE(parts);
    CHECK(parts->kind == "UNIQUE");
    CHECK(parts->index == "(a, \"b)\") INCLUDE (c) NULLS NOT DISTINCT");
    CHECK(parts->rest == " DEFERRABLE INITIALLY DEFERRED");
    CHECK(detail::parts_of_key("PRIMARY KEY (a)")->index == "(a)");
    CHECK_FALSE(detail::parts_of_key("UNIQUE (a) WITH (fillfactor='70')")); // would be lost
    CHECK_FALSE(detail::parts_of_key("CHECK ((a > 0))"));
}
