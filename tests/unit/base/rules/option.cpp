#include <refract/base/rules/option.hpp>

#include "support/catch.hpp"

#include <type_traits>

using namespace refract::detail;

static_assert(rule::option_takes_text == rule_number{262});
static_assert(std::is_same_v<check_that<false, rule::option_stands_once, int>, failed<rule::option_stands_once, int>>);
static_assert(is_passed<check_that<true, rule::option_stands_once, int>>);

TEST_CASE("Rules of options have numbers of their own", "[base]") {
    CHECK(rule::option_takes_no_more != rule::option_has_part);
}
