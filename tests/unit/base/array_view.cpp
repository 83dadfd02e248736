#include "support/catch.hpp"

#include <refract/base/array_view.hpp>

#include <array>

using namespace refract::detail;

namespace {
constexpr int numbers[] = {1, 2, 3};
constexpr std::array<int, 2> pair{4, 5};
constexpr std::array<int, 0> none{};

constexpr int sum(array_view<int> view) {
    int total = 0;
    for (const int each : view) total += each;
    return total;
}
} // namespace

TEST_CASE("a view shows the items of an array, of a std::array, or as many as it is told", "[array_view]") {
    STATIC_REQUIRE(sum(numbers) == 6);
    STATIC_REQUIRE(sum(pair) == 9);
    STATIC_REQUIRE(sum({numbers, 2}) == 3);
    STATIC_REQUIRE(array_view<int>(pair).data() == pair.data());
    STATIC_REQUIRE(array_view<int>(numbers)[2] == 3);
}

TEST_CASE("a view of nothing is empty", "[array_view]") {
    STATIC_REQUIRE(array_view<int>().empty());
    STATIC_REQUIRE(array_view<int>(none).empty());
    STATIC_REQUIRE(sum({}) == 0);
    STATIC_REQUIRE_FALSE(array_view<int>(numbers).empty());
}
