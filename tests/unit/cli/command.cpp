#include <refract/cli/command.hpp>

#include "support/catch.hpp"

TEST_CASE("commands below others are found by their names", "[command]") {
    CLI::App root;
    CLI::App* const group = root.add_subcommand("migrate");
    CLI::App* const below = group->add_subcommand("dev");
    CHECK(refract::command_line::find_below(root, "migrate") == group);
    CHECK(refract::command_line::find_below(*group, "dev") == below);
    CHECK(refract::command_line::find_below(root, "dev") == nullptr);
}
