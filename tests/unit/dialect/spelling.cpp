#include <refract/dialect/spelling.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("a dialect's own rows stand in the places of the standard's") {
    constexpr spelling_table mine = spell({{operation::concatenate, "concat({0}, {1})"}, {operation::now, "now()"}});
    CHECK(mine[operation::concatenate].pattern == "concat({0}, {1})");
    CHECK(mine[operation::concatenate].binds == precedence::atom);
    CHECK(mine[operation::lower].pattern == "lower({0})");
}
