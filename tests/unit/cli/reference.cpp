#include <refract/cli/reference.hpp>

#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/two_versions.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using namespace refract_test;

TEST_CASE("examples of a command's help are code on the page", "[reference]") {
    CHECK(refract::command_line::with_examples("Does it.\n\n  app a\n  app b") ==
          "Does it.\n\n```sh\napp a\napp b\n```\n");
    CHECK(refract::command_line::with_examples("  app a\nThen.") == "```sh\napp a\n```\n\nThen.\n");
    CHECK(refract::command_line::with_examples("").empty());
}

// With REFRACT_UPDATE=1 the page is written anew.
TEST_CASE("the page of the commands is what they say of themselves", "[reference]") {
    refract::command_line::program what{.name = "app"};
    refract::detail::add_included<two_versions::first_shop, refract::dialect::sqlite, std::nullptr_t>(what.databases);
    const std::string made = command_line<on_sqlite>::run_plain(what, {"reference"}).out;
    const std::string path = REFRACT_SOURCE_FOLDER "/docs/reference/cli/commands.md";
    if (std::getenv("REFRACT_UPDATE")) std::ofstream(path, std::ios::binary) << made;
    std::ifstream page(path, std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(page), {}) == made);
}
