#include <refract/memory/compare.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <limits>
#include <string>

using namespace refract;
using namespace refract::detail;

TEST_CASE("conditions are true, false or unknown") {
    const truth unknown;
    CHECK(both(unknown, false) == false);
    CHECK(both(unknown, true) == unknown);
    CHECK(either(unknown, true) == true);
    CHECK(either(unknown, false) == unknown);
    CHECK(negated(unknown) == unknown);
}

TEST_CASE("numbers of all types are compared by what they are") {
    constexpr auto& sqlite = refract::dialect::sqlite::info;
    const auto order = [&](const any_value& left, const any_value& right) {
        return order_of_values(sqlite, left, right);
    };
    CHECK(order(1, decimal<2>::from_coefficient(150)) < 0);
    CHECK(order(decimal<2>::from_coefficient(150), decimal<4>::from_coefficient(15000)) == 0);
    CHECK(order(1.5, decimal<2>::from_coefficient(150)) == 0);
    CHECK(order(*numeric::parse("100000000000000000000"), std::numeric_limits<std::int64_t>::max()) > 0);
    CHECK(order(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()) > 0);
    CHECK(order(std::string("ab"), std::string("b")) < 0);
    CHECK(compare(sqlite, operation::equal, any_value(std::optional<int>()), 1) == std::nullopt);
    CHECK(are_not_distinct(sqlite, any_value(std::optional<int>()), any_value(std::optional<int>())));
}
