#include <refract/dialect/postgres_catalog.hpp>

#include "support/catch.hpp"

#include <string_view>

using refract::detail::catalog_of;
using refract::detail::changes_of;

// What the questions answer is tested in migrate/read_catalog.cpp; each has one value, the schema.
TEST_CASE("postgres's catalog is asked by schema", "[postgres_catalog]") {
    constexpr auto& facts = catalog_of<refract::dialect::postgres>;
    for (const std::string_view each :
         {facts.tables, facts.columns, facts.constraints, facts.indexes, facts.attachments, facts.enums, facts.objects})
        CHECK((each.empty() || (each.find("{}") != each.npos && each.find("{}") == each.rfind("{}"))));
    STATIC_REQUIRE_FALSE(facts.tables.empty());
    STATIC_REQUIRE_FALSE(changes_of<refract::dialect::postgres>.add_column.empty());
}
