#include <refract/cli/command_table.hpp>

#include "support/catch.hpp"

#include <string>

TEST_CASE("every command says in one sentence what it does, and then how", "[command_table]") {
    for (const refract::command_line::command* each : refract::command_line::all_commands) {
        INFO(each->path);
        CHECK(each->summary.ends_with('.'));
        CHECK(each->summary.find('\n') == std::string::npos);
        CHECK(!each->details.empty());
        CHECK(each->run != nullptr);
        CHECK(each->add_options != nullptr);
    }
}
