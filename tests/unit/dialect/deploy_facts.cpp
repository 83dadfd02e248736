#include <refract/dialect/deploy_facts.hpp>

#include "support/catch.hpp"

namespace deploy_facts_test {

struct other_dialect {};

} // namespace deploy_facts_test

template <>
inline constexpr refract::detail::deploy_facts refract::detail::deploys_of<deploy_facts_test::other_dialect>{
    .try_lock = "SELECT 1"};

// One that says nothing does not compile: tests/reject/catalog_not_included.cpp.
TEST_CASE("a dialect of somebody else says how it deploys, and the rest is empty", "[deploy_facts]") {
    using deploy_facts_test::other_dialect;
    STATIC_REQUIRE(refract::detail::deploys_of<other_dialect>.try_hold.empty());
    STATIC_REQUIRE(refract::detail::deploys_of<other_dialect>.try_lock == "SELECT 1");
}
