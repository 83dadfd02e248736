#include <refract/dialect/postgres_changes.hpp>

#include "support/catch.hpp"

using refract::detail::changes_of;
using namespace refract::migrate;

// What the statements do is tested in migrate/plan_cases.cpp.
TEST_CASE("the careful ways of postgres lock less than the others", "[postgres_changes]") {
    constexpr auto& how = changes_of<refract::dialect::postgres>;
    STATIC_REQUIRE(how.create_index_slowly.lock < how.create_index.lock);
    STATIC_REQUIRE_FALSE(how.create_index_slowly.in_transaction);
    STATIC_REQUIRE(how.validate_constraint.lock == lock_class::share_update_exclusive);
    STATIC_REQUIRE(how.validate_constraint.begins_anew);
    STATIC_REQUIRE(has_hazard(how.add_check.danger, hazard::scans_table | hazard::blocks_reads));
    STATIC_REQUIRE_FALSE(has_hazard(how.add_check_unchecked.danger, hazard::scans_table));
    STATIC_REQUIRE(how.fill_nulls_slowly.repeats);
}
