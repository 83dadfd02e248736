#include <refract/base/atomic.hpp>

#include "support/catch.hpp"

TEST_CASE("a flag has one owner at a time") {
    refract::detail::exclusive_flag flag;
    REQUIRE(flag.take());
    REQUIRE_FALSE(flag.take());
    REQUIRE_FALSE(flag.take_quickly());
    flag.release();
    REQUIRE(flag.take_quickly());
    REQUIRE_FALSE(flag.take_quickly());
    REQUIRE_FALSE(flag.take());
    flag.release();
    REQUIRE(flag.take());
}

TEST_CASE("a signal stays until it is seen to") {
    refract::detail::signal_flag flag;
    REQUIRE_FALSE(flag.is_raised());
    flag.raise();
    flag.raise();
    REQUIRE(flag.is_raised());
    flag.lower();
    REQUIRE_FALSE(flag.is_raised());
}

namespace {
struct item {
    int number = 0;
    item* next_left = nullptr;
};
} // namespace

TEST_CASE("what is left is taken away once, all of it") {
    refract::detail::left_items<item> heap;
    REQUIRE(heap.take_all() == nullptr);
    item one{1}, two{2}, three{3};
    for (item* each : {&one, &two, &three}) heap.add(each);
    int sum = 0, count = 0;
    for (item* each = heap.take_all(); each; each = each->next_left) {
        sum += each->number;
        ++count;
    }
    REQUIRE(sum == 6);
    REQUIRE(count == 3);
    REQUIRE(heap.take_all() == nullptr);
}
