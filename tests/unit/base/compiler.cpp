#include <refract/base/compiler.hpp>

#include "support/catch.hpp"

namespace {

REFRACT_INLINE int twice(int number) { return 2 * number; }

struct doubled {
    REFRACT_INLINE static constexpr int of(int number) { return 2 * number; }
};

} // namespace

TEST_CASE("functions can be inlined whole, members and constants included") {
    static_assert(doubled::of(4) == 8);
    REQUIRE(twice(21) == 42);
}
