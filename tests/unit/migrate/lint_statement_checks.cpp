#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include "lint_support.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace refract;
using lint_tests::rules_of;

TEST_CASE("rules that are a matter of taste are asked for", "[lint_statement_checks]") {
    const auto rules = [](std::string_view sql, const char* on) {
        return rules_of(migrate::lint<dialect::postgres>(sql, {.rules_on = {on}}));
    };
    CHECK(rules("CREATE TABLE t (id bigint PRIMARY KEY)", "L067") == "L067");
    CHECK(rules("ALTER TABLE t ADD COLUMN a text", "unqualified-name") == "L067");
    CHECK(rules("CREATE TABLE public.t (id bigint PRIMARY KEY)", "L067") == "");
    CHECK(rules("CREATE TEMP TABLE t AS SELECT 1", "L067") == "");
    CHECK(rules("CREATE TABLE \"T\" (id bigint PRIMARY KEY, \"B\" text)", "L072") == "L072");
    CHECK(rules("CREATE DOMAIN amount AS numeric CHECK (VALUE > 0)", "L086") == "L086");
    CHECK(rules("CREATE DOMAIN amount AS numeric", "L086") == "");
}

TEST_CASE("a table that many statements name is known under its new name and its schema", "[lint_statement_checks]") {
    const auto rules = [](std::string_view sql) { return rules_of(migrate::lint<dialect::postgres>(sql)); };
    CHECK(rules("CREATE TABLE a.t (id bigint PRIMARY KEY); ALTER TABLE a.t SET SCHEMA b; CREATE INDEX i ON b.t (id)") ==
          "");
    CHECK(rules("CREATE TABLE a.t (id bigint PRIMARY KEY); ALTER TABLE a.t SET SCHEMA b; CREATE INDEX i ON a.t (id)") ==
          "L013");
    CHECK(rules("CREATE TABLE t (id bigint PRIMARY KEY); DROP TABLE t; CREATE INDEX i ON t (id)") == "L013");
    CHECK(rules("ALTER TABLE t ADD COLUMN a text; ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t DROP COLUMN b") ==
          "");
}
