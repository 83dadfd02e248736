#include <refract/dialect/deploy_facts.hpp>

#include "support/catch.hpp"

TEST_CASE("a dialect that says nothing of deploys has no locks and no limits", "[deploy_facts]") {
    struct unknown {};
    constexpr const auto& facts = refract::detail::deploys_of<unknown>;
    CHECK(facts.try_lock.empty());
    CHECK(facts.try_hold.empty());
    CHECK(facts.lock_timeout.set.empty());
    CHECK(facts.drop_all.empty());
}
