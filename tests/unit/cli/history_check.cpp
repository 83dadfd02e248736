#include <refract/cli/history_check.hpp>

#include "support/catch.hpp"

TEST_CASE("each thing that is wrong between folder and database is a sentence with what to do", "[history_check]") {
    using refract::command_line::history_problems;
    CHECK(history_problems({.applied = {"a"}, .pending = {"b"}}).empty());
    const auto found = history_problems({.edited = {"a", "b"}, .missing = {"c"}, .failed = {"d"}});
    REQUIRE(found.size() == 3);
    CHECK(found[0].starts_with("d began and did not finish."));
    CHECK(found[1].starts_with("a, b changed after it was applied."));
    CHECK(found[2].starts_with("c is in the database and not in the folder."));
}
