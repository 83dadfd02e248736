#include <refract/codec/decimal.hpp>

#include "support/catch.hpp"

#include <limits>
#include <random>
#include <string>
#include <type_traits>
#include <unordered_set>

using refract::codec;
using refract::decimal;

static_assert(decimal<2>::parse("12.5") == decimal<2>::from_coefficient(1250));
static_assert(decimal<2>::parse("-0.01") == decimal<2>::from_coefficient(-1));
static_assert(decimal<2>::parse("+3") == decimal<2>::from_coefficient(300));
static_assert(decimal<2>::parse("1.230") == decimal<2>::from_coefficient(123)); // a zero loses nothing
static_assert(!decimal<2>::parse("1.234"));
static_assert(!decimal<2>::parse(""));
static_assert(!decimal<2>::parse("."));
static_assert(!decimal<2>::parse("1e3"));
static_assert(!decimal<2>::parse("1,5"));
static_assert(!decimal<0>::parse("9223372036854775808"));
static_assert(decimal<0>::parse("-9223372036854775808") ==
              decimal<0>::from_coefficient(std::numeric_limits<std::int64_t>::min()));
static_assert(decimal<2>::from_coefficient(150) < decimal<2>::from_coefficient(151) &&
              decimal<2>::from_coefficient(1) + decimal<2>::from_coefficient(2) == decimal<2>::from_coefficient(3));
static_assert(codec<decimal<4>>::type.scale == 4);

using namespace refract::literals;

// A literal has the digits that are written, and takes more where they are wanted; none is lost.
static_assert(std::is_same_v<decltype(19.99_dec), decimal<2>> && (19.99_dec).coefficient == 1999);
static_assert(std::is_same_v<decltype(25_dec), decimal<0>> && std::is_same_v<decltype(0.10_dec), decimal<2>>);
static_assert(decimal<2>(25_dec) == 25.00_dec && decimal<4>(19.99_dec).coefficient == 199'900);
static_assert(-1'000.5_dec == decimal<2>("-1000.5"));
static_assert(decimal<2>("19.9").coefficient == 1990 && decimal<2>::whole(-3).coefficient == -300);
static_assert(!std::is_convertible_v<decimal<4>, decimal<2>> && !std::is_constructible_v<decimal<2>, std::string>);
static_assert(1.5_dec == 1.50_dec && 1.5_dec < 1.51_dec && 2_dec > 1.999_dec);
static_assert(1.5_dec + 0.25_dec == 1.75_dec && 0.25_dec - 1.5_dec == -1.25_dec);
static_assert(0.000000000000000001_dec == decimal<18>::from_coefficient(1));

TEST_CASE("a decimal with more digits behind the point is an error where they do not fit") {
    CHECK_THROWS_AS(decimal<4>(decimal<2>::from_coefficient(std::numeric_limits<std::int64_t>::max())),
                    refract::conversion_error);
    CHECK_THROWS_AS(decimal<4>::whole(std::numeric_limits<std::int64_t>::max()), refract::conversion_error);
    CHECK_THROWS_AS(decimal<2>::from_coefficient(std::numeric_limits<std::int64_t>::min()) - 0.01_dec,
                    refract::conversion_error);
    CHECK_THROWS_AS(-decimal<2>::from_coefficient(std::numeric_limits<std::int64_t>::min()), refract::conversion_error);
}

TEST_CASE("equal decimals have one hash") {
    CHECK(std::hash<decimal<2>>()(1.5_dec) == std::hash<decimal<2>>()(1.50_dec));
    CHECK(std::unordered_set<decimal<2>>{1.5_dec, 1.50_dec, 2_dec}.size() == 2);
}

TEST_CASE("a decimal prints all its digits") {
    REQUIRE(decimal<2>::from_coefficient(1250).to_string() == "12.50");
    REQUIRE(decimal<2>::from_coefficient(-5).to_string() == "-0.05");
    REQUIRE(decimal<0>::from_coefficient(7).to_string() == "7");
    REQUIRE(decimal<3>::from_coefficient(0).to_string() == "0.000");
    REQUIRE(static_cast<double>(decimal<2>::from_coefficient(-150)) == -1.5);
}

TEST_CASE("any decimal prints to what parses to it") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 2000; ++i) {
        const auto number = decimal<6>::from_coefficient(static_cast<std::int64_t>(random()) >> (i % 60));
        CHECK(decimal<6>::parse(number.to_string()) == number);
    }
}

TEST_CASE("a stored number with another scale fits if no digit is lost") {
    decimal<2> out;
    codec<decimal<2>>::decode({5, 0}, out);
    REQUIRE(out == decimal<2>::from_coefficient(500));
    codec<decimal<2>>::decode({12'500, 4}, out);
    REQUIRE(out == decimal<2>::from_coefficient(125));
    CHECK_THROWS_AS(codec<decimal<2>>::decode({12'345, 4}, out), refract::conversion_error);
    CHECK_THROWS_AS(codec<decimal<2>>::decode({std::numeric_limits<std::int64_t>::max(), 0}, out),
                    refract::conversion_error);
}
