#include <refract/dialect/dialect.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>

#include "support/catch.hpp"

using refract::detail::type_kind_count;

// Every kind of type has a name in every dialect; a new kind must not be forgotten.
template <class Dialect> constexpr bool names_all_types() {
    for (std::size_t kind = 1; kind < type_kind_count; ++kind)
        if (Dialect::info.type_names[kind].empty()) return false;
    return Dialect::info.type_names[0].empty();
}
static_assert(names_all_types<refract::dialect::sqlite>());
static_assert(names_all_types<refract::dialect::postgres>());

TEST_CASE("dialects differ in what a reader sees first") {
    CHECK(refract::dialect::sqlite::info.name == "SQLite");
    CHECK(refract::dialect::postgres::info.name == "PostgreSQL");
    CHECK(refract::dialect::sqlite::info.placeholder != refract::dialect::postgres::info.placeholder);
}
