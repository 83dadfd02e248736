#include <refract/cli/connect.hpp>

#include "support/catch.hpp"

#include <cstdlib>

using namespace refract::command_line;

TEST_CASE("a command that was not told which database is meant says how to tell it", "[connect]") {
    if (std::getenv("DATABASE_URL")) return;
    const program what{.name = "app"};
    context in{what, {}, output({}, false)};
    try {
        chosen_url(in);
        FAIL("it has no URL");
    } catch (const command_failure& failure) {
        CHECK(failure.code == 1);
        CHECK(failure.sentence.find("--url sqlite:app.db or postgresql://user@host/app, or set DATABASE_URL") !=
              std::string::npos);
    }
    in.said.url = "sqlite:x.db";
    CHECK(chosen_url(in) == "sqlite:x.db");
}
