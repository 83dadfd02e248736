#include <refract/cli/show_history.hpp>

#include "support/catch.hpp"

#include <chrono>

using namespace refract::command_line;
using refract::migrate::history_problem_kind;

TEST_CASE("a developer settles first what a deploy cannot", "[show_history]") {
    const program what;
    context in{what, {}, output({}, true)};
    CHECK_NOTHROW(refuse_problems(in, {}));
    CHECK_NOTHROW(refuse_problems(in, {.problems = {{history_problem_kind::late, "a", "a is late", "look"}}}));
    try {
        refuse_problems(in, {.problems = {{history_problem_kind::edited, "a", "a was edited", "restore it"}}});
        FAIL("it was edited");
    } catch (const command_failure& failure) {
        CHECK(failure.code == 2);
        CHECK(failure.sentence.find("a was edited. To do: restore it.") != std::string::npos);
    }
    CHECK(in.out.data()["problems"][0]["kind"] == "edited");
}

TEST_CASE("times are short", "[show_history]") {
    CHECK(text_of(std::chrono::milliseconds(1500)) == "1500 ms");
    CHECK(text_of(std::chrono::milliseconds(125000)) == "125 s");
}
