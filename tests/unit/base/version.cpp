#include <refract/base/version.hpp>

#include "support/catch.hpp"

static_assert(refract::version.major == REFRACT_VERSION_MAJOR);
static_assert(refract::version.minor == REFRACT_VERSION_MINOR);
static_assert(refract::version.patch == REFRACT_VERSION_PATCH);

TEST_CASE("the version is a constant and the same number in both spellings") {
    const auto known = refract::version;
    REQUIRE(known.major * 10'000 + known.minor * 100 + known.patch ==
            REFRACT_VERSION_MAJOR * 10'000 + REFRACT_VERSION_MINOR * 100 + REFRACT_VERSION_PATCH);
    REQUIRE(known.major + known.minor + known.patch > 0);
}
