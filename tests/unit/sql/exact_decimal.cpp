#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/sql/exact_decimal.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("decimals are rounded where the database computes with binary fractions") {
    constexpr auto sum_of_two = col<&Employee::salary> + col<&Employee::salary>;
    const node& at = nodes_of<decltype(sum_of_two)::node_type>[0];
    CHECK(is_decimal_arithmetic(at));
    CHECK(exact_digits(&at) == 2);
    CHECK(needs_rounding(dialect::sqlite::info, at));
    CHECK_FALSE(needs_rounding(dialect::postgres::info, at));
    constexpr auto product = col<&Employee::salary> * col<&Employee::salary>;
    CHECK(exact_digits(nodes_of<decltype(product)::node_type>.data()) == 4);
    constexpr auto total = sum(col<&Employee::salary>);
    CHECK(is_whole_sum(dialect::sqlite::info, nodes_of<decltype(total)::node_type>.data()));
}
