#include <refract/memory/cast.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

TEST_CASE("casts") {
    const auto to = [](type_kind kind, const any_value& value) {
        return cast_value(refract::dialect::postgres::info, value, {.kind = kind, .precision = 18, .scale = 2});
    };
    const auto text = [](const char* given) { return any_value(std::string(given)); };
    CHECK(to(type_kind::big_integer, -2.9).number == -2);
    CHECK(to(type_kind::big_integer, text(" 42 ")).number == 42);
    CHECK(to(type_kind::decimal, 2.675).number == 268);
    CHECK(to(type_kind::decimal, 1e15).number == 100'000'000'000'000'000);
    CHECK(to(type_kind::decimal, text("2.5")).number == 250);
    CHECK(to(type_kind::decimal, text(" 12 ")).number == 1200);
    CHECK(to(type_kind::decimal, text("-1234567890.125")).number == -123456789013);
    CHECK(to(type_kind::decimal, text("0.00499999999999999999999999")).number == 0);
    CHECK(to(type_kind::decimal, text("9999999999999999.99")).number == 999'999'999'999'999'999);
    for (const char* wrong : {"", "x", ".", "1.2.3", "9999999999999999.995", "10000000000000000"})
        CHECK_THROWS_AS(to(type_kind::decimal, text(wrong)), conversion_error);
    CHECK(to(type_kind::double_precision, text("1e3")).real == 1000);
    CHECK(to(type_kind::boolean, text(" YES ")).number == 1);
    CHECK(to(type_kind::date, text("2026-02-28")).number == 20512);
    CHECK(to(type_kind::text, any_value(decimal<2>::from_coefficient(250))).text == "2.50");
    CHECK(
        cast_value(refract::dialect::sqlite::info, decimal<2>::from_coefficient(250), {.kind = type_kind::text}).text ==
        "2.5");
    for (const char* wrong : {"", "x", "1.5", "9223372036854775808"})
        CHECK_THROWS_AS(to(type_kind::big_integer, text(wrong)), conversion_error);
    CHECK_THROWS_AS(to(type_kind::boolean, text("maybe")), conversion_error);
    CHECK_THROWS_AS(to(type_kind::date, text("2026-02-30")), conversion_error);
    CHECK_THROWS_AS(to(type_kind::uuid, text("x")), conversion_error);
    CHECK_THROWS_AS(to(type_kind::big_integer, 1e19), conversion_error);
}
