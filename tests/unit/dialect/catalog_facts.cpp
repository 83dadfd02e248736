#include <refract/dialect/catalog_facts.hpp>

#include "support/catch.hpp"

namespace {

struct unknown_dialect {};

} // namespace

TEST_CASE("a dialect that says nothing is asked nothing", "[catalog_facts]") {
    STATIC_REQUIRE(refract::detail::catalog_of<unknown_dialect>.tables.empty());
    STATIC_REQUIRE_FALSE(refract::detail::catalog_of<unknown_dialect>.keeps_texts);
}
