#include <refract/migrate/lint_alter_checks.hpp>

#include "support/catch.hpp"

#include <string_view>

using namespace refract;
using namespace refract::detail;

namespace {

bool lint_keeps(std::string_view from, std::string_view to) {
    const auto one = sql_tokenizer(from, false).all(), other = sql_tokenizer(to, false).all();
    lint_cursor before(one), after(other);
    return keeps_values(lint_column_reader(before).type(), lint_column_reader(after).type());
}

} // namespace

// Each was tried on PostgreSQL 15: whether pg_class.relfilenode stays. timestamp becomes timestamptz so in UTC only.
TEST_CASE("some types become others without a row that is written", "[lint_alter_checks]") {
    CHECK(lint_keeps("varchar(20)", "text"));
    CHECK(lint_keeps("character varying(20)", "varchar(30)"));
    CHECK(lint_keeps("varchar(20)", "varchar"));
    CHECK(lint_keeps("text", "varchar"));
    CHECK(lint_keeps("numeric(8,2)", "numeric(10,2)"));
    CHECK(lint_keeps("numeric(8,2)", "numeric"));
    CHECK(lint_keeps("cidr", "inet"));
    CHECK(lint_keeps("timestamptz(3)", "timestamptz"));
    CHECK(lint_keeps("timestamptz(3)", "timestamp(6) with time zone"));
    CHECK(lint_keeps("timestamptz", "timestamptz(6)"));
    CHECK(lint_keeps("time(3)", "time(4)"));
    CHECK(lint_keeps("interval(3)", "interval(6)"));
    CHECK(lint_keeps("bit varying(5)", "varbit(9)"));
    CHECK(lint_keeps("char", "char(1)"));
    CHECK(lint_keeps("int4", "integer"));
    CHECK_FALSE(lint_keeps("timestamptz", "timestamptz(3)"));
    CHECK_FALSE(lint_keeps("varbit(9)", "varbit(5)"));
    CHECK_FALSE(lint_keeps("char(20)", "char"));
    CHECK_FALSE(lint_keeps("varchar(30)", "varchar(20)"));
    CHECK_FALSE(lint_keeps("text", "varchar(20)"));
    CHECK_FALSE(lint_keeps("char(20)", "text"));
    CHECK_FALSE(lint_keeps("integer", "bigint"));
    CHECK_FALSE(lint_keeps("numeric(8,2)", "numeric(10,3)"));
    CHECK_FALSE(lint_keeps("numeric", "numeric(10,3)"));
    CHECK_FALSE(lint_keeps("inet", "cidr"));
    CHECK_FALSE(lint_keeps("text", "text[]"));
    CHECK_FALSE(lint_keeps("timestamp", "timestamptz"));
}
