#include <refract/codec/numeric.hpp>

#include "support/catch.hpp"

#include <string>
#include <type_traits>
#include <unordered_set>

using refract::codec;
using refract::conversion_error;
using refract::numeric;
using namespace refract::literals;

static_assert(codec<numeric>::type.kind == refract::type_kind::numeric);
static_assert(!std::is_convertible_v<std::string, numeric> && !std::is_constructible_v<numeric, bool>);

TEST_CASE("a number of any size keeps its digits") {
    CHECK(numeric().to_string() == "0");
    CHECK(numeric(-5).to_string() == "-5");
    CHECK(numeric(~0ull).to_string() == "18446744073709551615");
    CHECK(numeric(19.90_dec).to_string() == "19.90");
    CHECK(numeric("+007.50").to_string() == "7.50");
    CHECK(numeric("-0").to_string() == "0");
    CHECK(numeric(std::string(300, '7') + ".5").to_string().size() == 302);
    CHECK(numeric("1.50").scale() == 2);
    CHECK(numeric::parse("12.5") == numeric(12.5_dec));
    CHECK_FALSE(numeric::parse("1e5"));
    for (const char* text : {"", "NaN", "Infinity", "1,5", "0x10"}) CHECK_THROWS_AS(numeric(text), conversion_error);
}

TEST_CASE("numbers are compared by value") {
    CHECK(numeric("1.50") == numeric("1.5"));
    CHECK(numeric(9) < numeric(10));
    CHECK(numeric(-9) > numeric(-10));
    CHECK(numeric("0.1") > numeric("0.09999999999999999999999999"));
    CHECK(numeric(5) == 5);
    CHECK(numeric("2.50") == 2.5_dec);
    CHECK(std::unordered_set<numeric>{numeric("1.50"), numeric("1.5"), numeric("-0"), 0}.size() == 2);
}

TEST_CASE("a text that is no number is not repeated in the error") {
    try {
        numeric("secret");
        FAIL("no error");
    } catch (const conversion_error& failure) {
        CHECK(failure.message() == "a text of 6 bytes does not fit in refract::numeric: it is no decimal number");
    }
}
