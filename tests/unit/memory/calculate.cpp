#include <refract/memory/calculate.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <limits>

using namespace refract;
using namespace refract::detail;

TEST_CASE("arithmetic is checked and exact") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t longest = 999'999'999'999'999'999;
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
    const any_value quarter = calculate(operation::divide, exact, cents(100), cents(400));
    CHECK((quarter.number == 25 && quarter.type.scale == 2));
    // As doubles, 9.99 / 0.1 is 99.89999999999999.
    const any_value tenths = calculate(operation::divide, exact, cents(-999), cents(10));
    CHECK((tenths.number == -999 && tenths.type.scale == 1));
    CHECK(calculate(operation::divide, exact, cents(100), cents(300)).real == 1.0 / 3);
    CHECK(calculate(operation::divide, exact, cents(longest), cents(1)).number == longest);
    CHECK(calculate(operation::divide, exact, cents(1), cents(longest)).real == 1.0 / static_cast<double>(longest));
    const sql_type real{.kind = type_kind::double_precision};
    CHECK_THROWS_AS(calculate(operation::multiply, real, 1e-300, 1e-300), conversion_error);
    CHECK_THROWS_AS(calculate(operation::divide, real, 1e-300, 1e300), conversion_error);
    CHECK(calculate(operation::divide, real, 1.0, std::numeric_limits<double>::infinity()).real == 0);
    CHECK(!std::signbit(absolute(real, -0.0).real));
    const sql_type length{.kind = type_kind::interval};
    CHECK(calculate(operation::subtract, length, std::chrono::seconds(2), std::chrono::hours(1)).type.kind ==
          type_kind::interval);
    CHECK(calculate(operation::subtract, length, std::chrono::seconds(2), std::chrono::hours(1)).number ==
          -3'598'000'000);
    CHECK_THROWS_AS(calculate(operation::add, length, std::chrono::microseconds::max(), std::chrono::microseconds(1)),
                    conversion_error);
    CHECK(negate(exact, cents(5)).number == -5);
    CHECK(absolute(whole, -5).number == 5);
    CHECK(sign_of(-0.5) == -1);
}
