#include <refract/test/random.hpp>

#include <support/catch.hpp>

#include <limits>

using namespace refract::detail;

TEST_CASE("numbers are the same everywhere, and in their bounds", "[test_random]") {
    // Of the reference implementation with the seed 1234567.
    static_assert(test_numbers(1234567).next() == 6457827717110365317U);
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    test_numbers random(7);
    bool seen[7]{};
    for (int i = 0; i < 1'000; ++i) {
        const std::int64_t at = random.between(-3, 3);
        REQUIRE((at >= -3 && at <= 3));
        seen[at + 3] = true;
        REQUIRE(random.below(3) < 3);
        REQUIRE(random.between(greatest, greatest) == greatest);
    }
    for (const bool each : seen) CHECK(each);
    CHECK(random.between(least, greatest) != random.between(least, greatest));
    CHECK(!random.happens(0));
    CHECK(random.happens(100));
    static_assert(mix_seed(1, "a") != mix_seed(1, "b"));
    static_assert(mix_seed(1, "ab") != mix_seed(1, "ba"));
    static_assert(mix_seed(1, 2) != mix_seed(2, 1));
}
