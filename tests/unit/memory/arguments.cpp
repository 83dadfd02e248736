#include <refract/memory/arguments.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>

using namespace refract;
using namespace refract::detail;

TEST_CASE("arguments are of the types of their parameters") {
    const auto kept = keep_arguments(type_list<std::int64_t, std::optional<std::string>, decimal<2>>{}, 7, std::nullopt,
                                     decimal<2>::from_coefficient(150));
    REQUIRE(kept.size() == 3);
    CHECK(kept[0] == any_value(std::int64_t{7}));
    CHECK(kept[1].null);
    CHECK(kept[2] == any_value(decimal<2>::from_coefficient(150)));
    CHECK_THROWS_AS(keep_arguments(type_list<std::int16_t>{}, 40000), conversion_error);
}

TEST_CASE("results are read as their types") {
    CHECK(read_result<std::int32_t>(any_value(7)) == 7);
    CHECK(read_result<std::optional<std::int32_t>>(make_null({})) == std::nullopt);
    CHECK_THROWS_AS(read_result<std::int32_t>(make_null({})), conversion_error);
    CHECK(read_result<decimal<2>>(any_value(0.25)) == decimal<2>::from_coefficient(25));
    CHECK_THROWS_AS(read_result<decimal<2>>(any_value(1.0 / 3)), conversion_error);
}
