#include <refract/dialect/catalog_facts.hpp>

#include "support/catch.hpp"

namespace catalog_facts_test {

struct other_dialect {};

} // namespace catalog_facts_test

template <>
inline constexpr refract::detail::catalog_facts refract::detail::catalog_of<catalog_facts_test::other_dialect>{
    .tables = "SELECT 1"};

// One that says nothing does not compile: tests/reject/catalog_not_included.cpp.
TEST_CASE("a dialect of somebody else says what it is asked, and the rest is empty", "[catalog_facts]") {
    using catalog_facts_test::other_dialect;
    STATIC_REQUIRE(refract::detail::catalog_of<other_dialect>.columns.empty());
    STATIC_REQUIRE(refract::detail::catalog_of<other_dialect>.tables == "SELECT 1");
}
