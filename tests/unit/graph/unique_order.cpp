// The order of rows that take unique values of each other.

#include <refract/graph/unique_order.hpp>

#include <support/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using refract::detail::unique_change;
using refract::detail::unique_order;

namespace {

using places = std::vector<std::uint32_t>;
using changes = std::vector<unique_change>;

/// "row<taker" of each row that gives its value up first.
std::string detours(const unique_order& order) {
    std::string text;
    for (const auto& each : order.detours())
        text += std::to_string(each.row) + "<" + std::to_string(each.taker) + ":" + std::to_string(each.key) + " ";
    return text;
}

} // namespace

TEST_CASE("rows that take nothing of others keep their order", "[unique_order]") {
    unique_order order(3);
    order.add(0, changes{{"a", "x"}, {}, {"c", "y"}});
    CHECK_FALSE(order.is_any());
    CHECK(order.arrange() == places{0, 1, 2});
    CHECK(order.detours().empty());
}

TEST_CASE("a row comes behind the one whose value it takes", "[unique_order]") {
    unique_order order(4);
    order.add(5, changes{{"a", "b"}, {"b", "c"}, {"z", "q"}, {"c", "d"}});
    CHECK(order.is_any());
    CHECK(order.arrange() == places{3, 1, 0, 2});
    CHECK(order.detours().empty());
    unique_order right(2); // is so already
    right.add(0, changes{{"a", ""}, {"", "a"}});
    CHECK(right.arrange() == places{0, 1});
}

TEST_CASE("one row of each circle gives its value up first", "[unique_order]") {
    unique_order two(2);
    two.add(0, changes{{"a", "b"}, {"b", "a"}});
    CHECK(two.arrange() == places{1, 0});
    CHECK(detours(two) == "0<1:0 ");
    unique_order many(5); // 0 -> 1 -> 2 -> 0, and 3 <-> 4
    many.add(2, changes{{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "e"}, {"e", "d"}});
    CHECK(many.arrange() == places{2, 1, 0, 4, 3});
    CHECK(detours(many) == "0<2:2 3<4:2 ");
}

TEST_CASE("two keys make one circle", "[unique_order]") {
    unique_order order(2);
    order.add(0, changes{{"a", "b"}, {"b", "x"}});
    order.add(1, changes{{"k", "l"}, {"m", "k"}});
    CHECK(order.arrange() == places{1, 0});
    CHECK(detours(order) == "0<1:1 ");
}

TEST_CASE("a long chain needs no stack", "[unique_order]") {
    constexpr std::uint32_t count = 200'000;
    changes rows;
    for (std::uint32_t i = 0; i < count; ++i) rows.push_back({std::to_string(i), std::to_string(i + 1)});
    unique_order order(count);
    order.add(0, rows);
    const places found = order.arrange();
    REQUIRE(found.size() == count);
    CHECK(found.front() == count - 1);
    CHECK(found.back() == 0);
}
