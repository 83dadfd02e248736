#include <refract/driver/inspection.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

TEST_CASE("what a database refuses is an answer, a lost connection is none", "[inspection]") {
    CHECK_FALSE(failure_of([] {}));
    const auto refused = failure_of([] { throw syntax_error(error_details{.message = "no such table"}); });
    REQUIRE(refused);
    CHECK(std::string(refused->what()).find("no such table") != std::string::npos);
    CHECK_THROWS_AS(failure_of([] { throw connection_error(error_details{.message = "gone"}); }), connection_error);
}
TEST_CASE("a message is about a name where it says it as a word", "[inspection]") {
    CHECK(says_word("column \"id\" does not exist", "id"));
    CHECK(says_word("no such column: id", "id"));
    CHECK(says_word("invalid id", "id"));
    CHECK_FALSE(says_word("invalid idea: an_id, id_1, idé", "id"));
    CHECK(says_word("relation \"a \"b\"\" does not exist", "a \"b\""));
    CHECK_FALSE(says_word("", "id"));
}
TEST_CASE("the columns that new rows name are read from a statement", "[inspection]") {
    using names = std::vector<std::string>;
    CHECK(columns_of_new_rows(R"~(INSERT INTO "a" ("x", "it""s, (y)") VALUES (?1, ?2))~", "\"a\"") ==
          names{"x", "it\"s, (y)"});
    CHECK(columns_of_new_rows(R"~(WITH "w" AS (SELECT 1) INSERT INTO "s"."a" ("x") SELECT * FROM "w")~",
                              "\"s\".\"a\"") == names{"x"});
    CHECK(columns_of_new_rows(R"~(INSERT INTO "a" DEFAULT VALUES)~", "\"a\"") == names{});
    CHECK(
        columns_of_new_rows(R"~(MERGE INTO "a" USING "b" ON 1 WHEN NOT MATCHED THEN INSERT ("x", "y") VALUES (1, 2))~",
                            "\"a\"") == names{"x", "y"});
    CHECK(columns_of_new_rows(R"~(MERGE INTO "a" USING "b" ON 1 WHEN MATCHED THEN DELETE)~", "\"a\"") == std::nullopt);
    CHECK(columns_of_new_rows(R"~(UPDATE "a" SET "x" = 1)~", "\"a\"") == std::nullopt);
    CHECK(columns_of_new_rows(R"~(INSERT INTO "ab" ("x") VALUES (1))~", "\"a\"") == std::nullopt);
}
