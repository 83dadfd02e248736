#include <refract/base/rules/query.hpp>

#include "support/catch.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

// The sentences themselves are tested by tests/reject.
static_assert(std::is_same_v<check_that<true, rule::condition_is_boolean, int>, passed>);
static_assert(
    std::is_same_v<check_that<false, rule::condition_is_boolean, int>, failed<rule::condition_is_boolean, int>>);
static_assert(!std::is_same_v<failed<rule::clause_once>, failed<rule::table_once>>);
static_assert(!std::is_same_v<name<"a">, name<"b">>);

TEST_CASE("a passed check costs nothing and does nothing") {
    require<passed>();
    require<check_that<(1 < 2), rule::operand_is_number>>();
    REQUIRE(std::is_empty_v<failed<rule::operand_is_number, name<"post">>>);
}
