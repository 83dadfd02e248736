#include "support/databases.hpp"

#include <refract/cli/program.hpp>

#include "support/two_versions.hpp"

#include <cstddef>
#include <vector>

namespace {

struct unknown_dialect {};

} // namespace

TEST_CASE("a program has models for the databases whose drivers it includes", "[program]") {
    std::vector<refract::command_line::included_database> found;
    refract::detail::add_included<two_versions::first_shop, unknown_dialect, std::nullptr_t>(found);
    CHECK(found.empty());
    refract::detail::add_included<two_versions::first_shop, refract::dialect::sqlite, std::nullptr_t>(found);
    REQUIRE(found.size() == 1);
    CHECK(found[0].name == "SQLite");
    CHECK(found[0].run_seed == nullptr);
    CHECK(found[0].models().creations.size() == 1);
}
