#include <refract/memory/evaluate.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("nodes are evaluated as plain data, and what is decided is not looked at") {
    const auto evaluated = [](const auto& expression) {
        dynamic_nodes held;
        held.append(expression);
        const row_source none;
        return evaluation(refract::dialect::postgres::info, none, held.values.data(), nullptr).value_of(held.nodes[0]);
    };
    CHECK(evaluated(value(1) + 2 * value(3)).number == 7);
    // Without the short way, the square roots would fail.
    CHECK(evaluated(value(true) || sqrt(value(-1.0)) > 0.0).number == 1);
    CHECK(evaluated(value(false) && sqrt(value(-1.0)) > 0.0).number == 0);
    CHECK(evaluated(case_when(value(1) > 2, sqrt(value(-1.0))).when(value(2) > 1, 4.0).otherwise(sqrt(value(-2.0))))
              .real == 4);
    CHECK(evaluated(coalesce(value(7), value(8) / 0)).number == 7);
    CHECK(evaluated(coalesce(value(8) / 0, value(9))).number == 9);
    CHECK_THROWS_AS(evaluated(sqrt(value(-1.0)) > 0.0), conversion_error);
}
