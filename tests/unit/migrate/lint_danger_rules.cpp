#include <refract/migrate/lint_danger_rules.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("rules about locks are for databases where others wait", "[lint_danger_rules]") {
    CHECK(lint_rules::index_blocks.code() == "L013");
    CHECK(lint_rules::index_blocks.needs == lint_trait::locks);
    CHECK(lint_rules::drop_table.needs == lint_trait::any);
}
