#include <refract/memory/number.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("a double is rounded by the digits that were meant") {
    const auto rounded = [](double number, unsigned digits) {
        return std::strtod(rounded_text(number, digits).c_str(), nullptr);
    };
    CHECK(rounded(2.675, 2) == 2.68);
    CHECK(rounded(-2.5, 0) == -3);
    CHECK(rounded(0.4, 0) == 0);
    CHECK(rounded(0.5, 0) == 1);
    CHECK(rounded(9.996, 2) == 10);
    CHECK(rounded(0.0004, 2) == 0);
    CHECK(rounded(1e300, 2) == 1e300);
    CHECK(rounded(0, 5) == 0);
    CHECK(rounded(-std::numeric_limits<double>::infinity(), 2) == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(rounded(std::numeric_limits<double>::quiet_NaN(), 2)));
}

TEST_CASE("what no type holds is an error, infinities that were given are none") {
    const sql_type narrow{.kind = type_kind::real}, wide{.kind = type_kind::double_precision};
    CHECK_THROWS_AS(make_real(narrow, 1e-300), conversion_error);
    CHECK_THROWS_AS(make_real(narrow, 1e300, true), conversion_error);
    CHECK(make_real(narrow, std::numeric_limits<double>::infinity(), true).real ==
          std::numeric_limits<double>::infinity());
    CHECK_THROWS_AS(make_calculated(wide, 0, false, false), conversion_error);
    CHECK(make_calculated(wide, 0, false, true).real == 0);
}

TEST_CASE("exact numbers keep their digits, and what does not fit is an error") {
    CHECK(make_decimal(wide_integer{150} * 100, 4).number == 15000);
    CHECK(rounded_coefficient(any_value(decimal<4>::from_coefficient(12350)), 2) == 124);
    CHECK(rounded_coefficient(any_value(decimal<4>::from_coefficient(-12350)), 2) == -124);
    CHECK_THROWS_AS(make_whole({.kind = type_kind::small_integer}, 32768), conversion_error);
    CHECK(make_whole({.kind = type_kind::small_integer}, -32768).number == -32768);
    CHECK(real_of(any_value(decimal<2>::from_coefficient(-1999))) == -19.99);
    CHECK(as_type(any_value(3), {.kind = type_kind::decimal, .precision = 18, .scale = 2}).number == 300);
    CHECK(as_type(any_value(3), {.kind = type_kind::double_precision}).real == 3);
}
