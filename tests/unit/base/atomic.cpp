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

TEST_CASE("numbers begin at 1 and differ") {
    refract::detail::number_source numbers;
    REQUIRE(numbers.next() == 1);
    REQUIRE(numbers.next() == 2);
}
