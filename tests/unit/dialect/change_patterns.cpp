#include <refract/dialect/change_patterns.hpp>

#include "support/catch.hpp"

namespace change_patterns_test {

struct other_dialect {};

} // namespace change_patterns_test

template <>
inline constexpr refract::detail::change_patterns refract::detail::changes_of<change_patterns_test::other_dialect>{
    .looks = "SELECT 1"};

// One that says nothing does not compile: tests/reject/catalog_not_included.cpp.
TEST_CASE("a dialect of somebody else says how it is changed, and the rest is empty", "[change_patterns]") {
    using change_patterns_test::other_dialect;
    STATIC_REQUIRE(refract::detail::changes_of<other_dialect>.look_away.empty());
    STATIC_REQUIRE(refract::detail::changes_of<other_dialect>.looks == "SELECT 1");
}
