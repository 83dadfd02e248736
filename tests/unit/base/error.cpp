#include <refract/base/error.hpp>

#include "support/catch.hpp"

#include <type_traits>

using namespace refract;

static_assert(std::is_base_of_v<std::exception, error>);
static_assert(std::is_base_of_v<constraint_violation, unique_violation>);
static_assert(std::is_base_of_v<constraint_violation, foreign_key_violation>);
static_assert(std::is_base_of_v<constraint_violation, not_null_violation>);
static_assert(std::is_base_of_v<constraint_violation, check_violation>);
static_assert(!std::is_base_of_v<constraint_violation, conversion_error>);
static_assert(std::is_nothrow_copy_constructible_v<std::exception>);

TEST_CASE("an error says what happened and in which statement") {
    const error plain("the disk is full");
    REQUIRE(std::string(plain.what()) == "the disk is full");
    REQUIRE(plain.sql().empty());
    REQUIRE(plain.code().empty());
    REQUIRE_FALSE(plain.can_retry());
    REQUIRE_FALSE(plain.connection_lost());

    const error full({.message = "no such table: x", .sql = "SELECT 1 FROM x", .code = "1", .can_retry = true});
    REQUIRE(full.message() == "no such table: x");
    const std::string what = full.what();
    REQUIRE(what.find("no such table: x") == 0);
    REQUIRE(what.find("SELECT 1 FROM x") != std::string::npos);
    REQUIRE(full.code() == "1");
    REQUIRE(full.can_retry());
}

TEST_CASE("a statement is added once") {
    error thrown("too late");
    thrown.add_sql("");
    REQUIRE(thrown.sql().empty());
    thrown.add_sql("SELECT 1");
    thrown.add_sql("SELECT 2");
    REQUIRE(thrown.sql() == "SELECT 1");
    REQUIRE(std::string(thrown.what()).find("SELECT 1") != std::string::npos);
    REQUIRE(thrown.message() == "too late");
}

TEST_CASE("a column is named once") {
    conversion_error thrown("the value 70000 does not fit");
    thrown.add_column("level");
    REQUIRE(thrown.message() == "column \"level\": the value 70000 does not fit");
    thrown.add_column("level");
    REQUIRE(thrown.message() == "column \"level\": the value 70000 does not fit");
    REQUIRE(thrown.what() == thrown.message());
    thrown.add_place("levels[2]");
    thrown.add_place("");
    REQUIRE(thrown.message() == "levels[2]: column \"level\": the value 70000 does not fit");
}

TEST_CASE("a column is named with its table, and each place before it") {
    conversion_error thrown("too long");
    thrown.add_column("text", "line");
    thrown.add_place("line"); // which is part of what is there
    REQUIRE(thrown.message() == "line: column \"text\" of \"line\": too long");
    conversion_error without("too long");
    without.add_column("text", "");
    REQUIRE(without.message() == "column \"text\": too long");
}

TEST_CASE("a violated constraint is caught as what it is, and as what stands above it") {
    const auto provoke = [] {
        throw unique_violation(
            {.message = "taken", .constraint = "users_email_key", .table = "users", .columns = {"email"}});
    };
    try {
        provoke();
        FAIL("nothing was thrown");
    } catch (const constraint_violation& caught) {
        REQUIRE(caught.constraint() == "users_email_key");
        REQUIRE(caught.table() == "users");
        REQUIRE(caught.columns() == std::vector<std::string>{"email"});
    }
    REQUIRE_THROWS_AS(provoke(), unique_violation);
    REQUIRE_THROWS_AS(provoke(), refract::error);
    REQUIRE_THROWS_AS(provoke(), std::exception);
}
