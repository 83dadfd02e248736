#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include "lint_support.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;

TEST_CASE("a name in SQL has quotes where it needs them", "[lint_table_checks]") {
    CHECK(detail::plain_sql_name("ware_2") == "ware_2");
    CHECK(detail::plain_sql_name("2_ware") == "\"2_ware\"");
    CHECK(detail::plain_sql_name("Ware") == "\"Ware\"");
    CHECK(detail::plain_sql_name("").size() == 2);
    CHECK(detail::lint_word(detail::lint_name{"a", "the b"}).sql == "a.\"the b\"");
    CHECK(detail::lint_word(std::vector<std::string>{"a", "B"}).sql == "a, \"B\"");
    CHECK(detail::lint_word(std::vector<std::string>{"a", "B"}).plain == "a, B");
}

TEST_CASE("columns in an unlucky order waste bytes", "[lint_table_checks]") {
    const auto waste = [](std::string_view columns) {
        const std::string sql = "CREATE TABLE t (" + std::string(columns) + ", PRIMARY KEY (a))";
        const auto found = migrate::lint<dialect::postgres>(sql, {.rules_off = {"short-key"}, .rules_on = {"padding"}});
        return found.empty() ? std::string() : found.front().message;
    };
    CHECK(waste("a bigint, b int, c smallint, d boolean") == "");
    CHECK(waste("a boolean, b bigint, c boolean, d bigint") ==
          "the columns of t in this order waste 8 bytes in each row");
    CHECK(waste("a boolean, b int") == ""); // 8 bytes in any order
    CHECK(waste("a text, b boolean, c bigint") == "");
}
