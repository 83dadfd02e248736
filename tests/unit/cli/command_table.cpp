#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <sstream>
#include <string>

using namespace refract_test;

TEST_CASE("every command says in one sentence what it does", "[command_table]") {
    refract::command_line::program what{.name = "app"};
    refract::detail::add_included<two_versions::first_shop, refract::dialect::sqlite, std::nullptr_t>(what.databases);
    std::istringstream page(command_line<on_sqlite>::run_plain(what, {"reference"}).out);
    std::size_t commands = 0;
    for (std::string line, command; std::getline(page, line);) {
        if (line.starts_with("## ")) command = line;
        if (command.empty() || line.empty() || line == command) continue;
        INFO(command);
        CHECK(line.ends_with('.'));
        command.clear();
        ++commands;
    }
    CHECK(commands >= 20);
}
