#include <refract/dialect/sqlite_catalog.hpp>

#include "support/catch.hpp"

#include <string_view>

using refract::detail::catalog_of;
using refract::detail::changes_of;

// What the questions answer is tested in migrate/read_catalog.cpp; each has one value, the schema.
TEST_CASE("sqlite's catalog is asked by schema", "[sqlite_catalog]") {
    constexpr auto& facts = catalog_of<refract::dialect::sqlite>;
    for (const std::string_view each :
         {facts.tables, facts.columns, facts.constraints, facts.indexes, facts.attachments, facts.enums, facts.objects})
        CHECK((each.empty() || (each.find("{}") != each.npos && each.find("{}") == each.rfind("{}"))));
    STATIC_REQUIRE_FALSE(facts.tables.empty());
    STATIC_REQUIRE_FALSE(changes_of<refract::dialect::sqlite>.add_column.empty());
}
