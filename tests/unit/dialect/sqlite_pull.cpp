#include <refract/dialect/sqlite_pull.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("types of SQLite are named once, and fields of those that a model alone would make", "[sqlite_pull]") {
    const auto& all = detail::pulls_of<dialect::sqlite>.types;
    for (const detail::pulled_type& each : all)
        for (const detail::pulled_type& other : all)
            CHECK((&each == &other || each.type != other.type || each.is_part != other.is_part));
    for (const detail::pulled_type& each : all)
        if (each.is_usual)
            CHECK_FALSE(detail::find_type_name(dialect::sqlite::info.definitions.type_names, each.kind).column.empty());
}
