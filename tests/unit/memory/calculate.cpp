#include <refract/memory/calculate.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <limits>

using namespace refract;
using namespace refract::detail;

TEST_CASE("arithmetic is checked and exact") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const sql_type whole{.kind = type_kind::big_integer},
        exact{.kind = type_kind::decimal, .precision = 18, .scale = 2};
    const auto cents = [](std::int64_t coefficient) { return any_value(decimal<2>::from_coefficient(coefficient)); };
    CHECK(calculate(operation::divide_whole, whole, -7, 2).number == -3);
    CHECK(calculate(operation::modulo, whole, -7, 2).number == -1);
    CHECK(calculate(operation::modulo, whole, -most - 1, -1).number == 0);
    CHECK(calculate(operation::divide_whole, whole, 7, 0).null);
    CHECK_THROWS_AS(calculate(operation::divide_whole, whole, -most - 1, -1), conversion_error);
    CHECK_THROWS_AS(calculate(operation::add, whole, most, 1), conversion_error);
    CHECK_THROWS_AS(calculate(operation::add, {.kind = type_kind::integer}, 2147483647, 1), conversion_error);
    CHECK(calculate(operation::add, exact, cents(10), cents(20)).number == 30);
    CHECK(calculate(operation::multiply, exact, cents(10), cents(20)).type.scale == 4);
    CHECK(calculate(operation::divide, exact, cents(10), cents(0)).null);
    CHECK(calculate(operation::divide, exact, cents(100), cents(400)).real == 0.25);
    CHECK(negate(exact, cents(5)).number == -5);
    CHECK(absolute(whole, -5).number == 5);
    CHECK(sign_of(-0.5) == -1);
}
