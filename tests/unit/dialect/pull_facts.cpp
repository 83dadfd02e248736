#include <refract/dialect/pull_facts.hpp>
#include <refract/dialect/sqlite_catalog.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("a database says how its tables become models, and one that nobody described says nothing", "[pull_facts]") {
    CHECK(detail::pulls_of<dialect::sqlite>.counted_type == "INTEGER");
    CHECK(detail::pulls_of<int>.types.empty());
}
