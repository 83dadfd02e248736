#include <refract/dialect/dialect.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>

#include "support/catch.hpp"

TEST_CASE("dialects differ in what a reader sees first") {
    CHECK(refract::dialect::sqlite::info.name == "SQLite");
    CHECK(refract::dialect::postgres::info.name == "PostgreSQL");
    CHECK(refract::dialect::sqlite::info.lexical.placeholder_mark == "?");
    CHECK(refract::dialect::postgres::info.lexical.placeholder_mark == "$");
}

TEST_CASE("an operation is found in a dialect's table") {
    using refract::detail::operation;
    CHECK(refract::dialect::sqlite::info.spelled(operation::is_not_distinct_from).pattern == "IS");
    CHECK(refract::dialect::postgres::info.spelled(operation::is_not_distinct_from).pattern == "IS NOT DISTINCT FROM");
    CHECK(refract::dialect::sqlite::info.spelled(operation::lower).pattern == "lower({0})");
}
