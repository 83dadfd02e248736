#include <refract/codec/decimal.hpp>

#include "support/catch.hpp"

#include <limits>
#include <random>
#include <string>

using refract::codec;
using refract::decimal;

static_assert(decimal<2>::parse("12.5") == decimal<2>{1250});
static_assert(decimal<2>::parse("-0.01") == decimal<2>{-1});
static_assert(decimal<2>::parse("+3") == decimal<2>{300});
static_assert(decimal<2>::parse("1.230") == decimal<2>{123}); // a zero loses nothing
static_assert(!decimal<2>::parse("1.234"));
static_assert(!decimal<2>::parse(""));
static_assert(!decimal<2>::parse("."));
static_assert(!decimal<2>::parse("1e3"));
static_assert(!decimal<2>::parse("1,5"));
static_assert(!decimal<0>::parse("9223372036854775808"));
static_assert(decimal<0>::parse("-9223372036854775808") == decimal<0>{std::numeric_limits<std::int64_t>::min()});
static_assert(decimal<2>{150} < decimal<2>{151} && decimal<2>{1} + decimal<2>{2} == decimal<2>{3});
static_assert(codec<decimal<4>>::type.scale == 4);

TEST_CASE("a decimal prints all its digits") {
    REQUIRE(decimal<2>{1250}.to_string() == "12.50");
    REQUIRE(decimal<2>{-5}.to_string() == "-0.05");
    REQUIRE(decimal<0>{7}.to_string() == "7");
    REQUIRE(decimal<3>{0}.to_string() == "0.000");
    REQUIRE(static_cast<double>(decimal<2>{-150}) == -1.5);
}

TEST_CASE("any decimal prints to what parses to it") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 2000; ++i) {
        const decimal<6> number{static_cast<std::int64_t>(random()) >> (i % 60)};
        CHECK(decimal<6>::parse(number.to_string()) == number);
    }
}

TEST_CASE("a stored number with another scale fits if no digit is lost") {
    decimal<2> out;
    codec<decimal<2>>::decode({5, 0}, out);
    REQUIRE(out == decimal<2>{500});
    codec<decimal<2>>::decode({12'500, 4}, out);
    REQUIRE(out == decimal<2>{125});
    CHECK_THROWS_AS(codec<decimal<2>>::decode({12'345, 4}, out), refract::conversion_error);
    CHECK_THROWS_AS(codec<decimal<2>>::decode({std::numeric_limits<std::int64_t>::max(), 0}, out),
                    refract::conversion_error);
}
