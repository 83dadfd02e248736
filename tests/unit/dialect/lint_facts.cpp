#include <refract/dialect/lint_facts.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("a database has the traits that its facts say", "[lint_facts]") {
    constexpr detail::lint_facts facts{.locks = true, .rebuilds = true};
    CHECK(facts.has(detail::lint_trait::any));
    CHECK(facts.has(detail::lint_trait::locks));
    CHECK(facts.has(detail::lint_trait::rebuilds));
    CHECK_FALSE(facts.has(detail::lint_trait::serves));
    CHECK_FALSE(facts.has(detail::lint_trait::types));
}
