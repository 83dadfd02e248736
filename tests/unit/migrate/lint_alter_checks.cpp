#include <refract/migrate/lint_alter_checks.hpp>

#include "support/catch.hpp"

#include <string_view>

using namespace refract;
using namespace refract::detail;

namespace {

bool keeps(std::string_view from, std::string_view to) {
    const auto one = sql_tokenizer(from, false).all(), other = sql_tokenizer(to, false).all();
    lint_cursor before(one), after(other);
    return keeps_values(lint_column_reader(before).type(), lint_column_reader(after).type());
}

} // namespace

// Each was tried on PostgreSQL 15: whether pg_class.relfilenode stays. timestamp becomes timestamptz so in UTC only.
TEST_CASE("some types become others without a row that is written", "[lint_alter_checks]") {
    CHECK(keeps("varchar(20)", "text"));
    CHECK(keeps("character varying(20)", "varchar(30)"));
    CHECK(keeps("varchar(20)", "varchar"));
    CHECK(keeps("text", "varchar"));
    CHECK(keeps("numeric(8,2)", "numeric(10,2)"));
    CHECK(keeps("numeric(8,2)", "numeric"));
    CHECK(keeps("cidr", "inet"));
    CHECK(keeps("timestamptz(3)", "timestamptz"));
    CHECK(keeps("int4", "integer"));
    CHECK_FALSE(keeps("varchar(30)", "varchar(20)"));
    CHECK_FALSE(keeps("text", "varchar(20)"));
    CHECK_FALSE(keeps("char(20)", "text"));
    CHECK_FALSE(keeps("integer", "bigint"));
    CHECK_FALSE(keeps("numeric(8,2)", "numeric(10,3)"));
    CHECK_FALSE(keeps("numeric", "numeric(10,3)"));
    CHECK_FALSE(keeps("inet", "cidr"));
    CHECK_FALSE(keeps("text", "text[]"));
    CHECK_FALSE(keeps("timestamp", "timestamptz"));
}
