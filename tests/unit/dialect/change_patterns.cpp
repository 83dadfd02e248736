#include <refract/dialect/change_patterns.hpp>

#include "support/catch.hpp"

namespace {

struct unknown_dialect {};

} // namespace

TEST_CASE("a dialect that says nothing can change nothing in its place", "[change_patterns]") {
    STATIC_REQUIRE(refract::detail::changes_of<unknown_dialect>.add_column.empty());
    STATIC_REQUIRE_FALSE(refract::detail::changes_of<unknown_dialect>.keys_stand_in_tables);
}
