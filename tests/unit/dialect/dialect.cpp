#include <refract/dialect/dialect.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>

#include "support/catch.hpp"

TEST_CASE("dialects differ in what a reader sees first") {
    CHECK(refract::dialect::sqlite::info.name == "SQLite");
    CHECK(refract::dialect::postgres::info.name == "PostgreSQL");
    CHECK(refract::dialect::sqlite::info.placeholder != refract::dialect::postgres::info.placeholder);
}
