#include <refract/migrate/remake.hpp>

#include "support/catch.hpp"

using namespace refract;

// What is made anew is tested in plan_cases.cpp, on rows.
TEST_CASE("a column's type is known by its name and schema", "[remake]") {
    const migrate::enum_definition mood{.name = "mood"}, placed{.schema = "app", .name = "Mood"};
    const auto is = [](const char* type, const migrate::enum_definition& wanted) {
        return detail::is_of_type(migrate::column_definition{.name = "m", .type = type}, wanted);
    };
    CHECK(is("mood", mood));
    CHECK(is("mood[]", mood));
    CHECK(is("app.\"Mood\"", placed));
    CHECK_FALSE(is("app.mood", mood));
    CHECK_FALSE(is("\"Mood\"", mood));
    CHECK_FALSE(is("text", mood));
}

TEST_CASE("labels are kept where all are there in their order", "[remake]") {
    const migrate::enum_definition old{.name = "m", .labels = {"a", "b"}};
    CHECK(detail::keeps_labels(old, {.name = "m", .labels = {"x", "a", "y", "b", "z"}}));
    CHECK_FALSE(detail::keeps_labels(old, {.name = "m", .labels = {"b", "a"}}));
    CHECK_FALSE(detail::keeps_labels(old, {.name = "m", .labels = {"a"}}));
}
