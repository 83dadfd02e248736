#include <refract/dialect/pull_facts.hpp>
#include <refract/dialect/sqlite_catalog.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("a database says how its tables become models", "[pull_facts]") {
    CHECK(detail::pulls_of<dialect::sqlite>.counted_type == "INTEGER");
    CHECK_FALSE(detail::pulls_of<dialect::sqlite>.types.empty());
}
