#include <refract/migrate/lint_habit_rules.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("rules about tables that are made anew are for databases that have to", "[lint_habit_rules]") {
    CHECK(lint_rules::renamed_first.needs == lint_trait::rebuilds);
    CHECK(lint_rules::json_type.needs == lint_trait::types);
    CHECK_FALSE(lint_rules::unqualified_name.is_usual);
}
