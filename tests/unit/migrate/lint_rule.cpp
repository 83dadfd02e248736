#include <refract/migrate/lint_rule.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("a rule's number has three digits", "[lint_rule]") {
    migrate::lint_rule rule;
    CHECK(rule.code() == "L000");
    rule.number = 12;
    CHECK(rule.code() == "L012");
    rule.number = 1234;
    CHECK(rule.code() == "L1234");
}
