#include <refract/migrate/index_text.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;

namespace {

std::vector<std::string> keys(const char* sql) { return detail::parts_of_index(sql).keys; }
std::string condition(const char* sql) { return detail::parts_of_index(sql).condition; }

} // namespace

TEST_CASE("an index is sorted by columns and expressions", "[index_text]") {
    CHECK(keys("(a, \"b c\")") == std::vector<std::string>{"a", "\"b c\""});
    CHECK(keys("USING btree (lower(mail) DESC NULLS LAST, city)") == std::vector<std::string>{"lower(mail)", "city"});
    CHECK(keys("USING btree (((a || ','::text) || b) text_pattern_ops)") ==
          std::vector<std::string>{"((a || ','::text) || b)"});
    CHECK(keys("(mail COLLATE \"C\" text_ops, app.f(a, b)) INCLUDE (d)") ==
          std::vector<std::string>{"mail COLLATE \"C\"", "app.f(a, b)"});
    CHECK(keys("(mail COLLATE pg_catalog.\"C\")") == std::vector<std::string>{"mail COLLATE pg_catalog.\"C\""});
    CHECK(keys("").empty());
}

TEST_CASE("an index is of all rows, or of some", "[index_text]") {
    CHECK(condition("(a)").empty());
    CHECK(condition("(a) WHERE b = 'x WHERE y'") == "b = 'x WHERE y'");
    CHECK(condition("USING btree (a) INCLUDE (b) NULLS NOT DISTINCT WHERE (c IS NULL)") == "(c IS NULL)");
    CHECK(condition("(\"where\") where c > 1") == "c > 1");
}

TEST_CASE("NULL once is said", "[index_text]") {
    CHECK(detail::takes_null_once("UNIQUE NULLS NOT DISTINCT (a)"));
    CHECK_FALSE(detail::takes_null_once("UNIQUE (a)"));
    CHECK_FALSE(detail::takes_null_once("(a) WHERE (b <> 'NULLS NOT DISTINCT')"));
}

TEST_CASE("what says nothing makes no other index", "[index_text]") {
    CHECK(detail::is_same_index("(a ASC, b)", "(a,b)"));
    CHECK(detail::is_same_index("(a) WHERE ((b = 1))", "(a) WHERE b = 1"));
    CHECK(detail::is_same_index("(\"asc\" ASC)", "(\"asc\")"));
    CHECK_FALSE(detail::is_same_index("(\"asc\", b)", "(b)"));
    CHECK_FALSE(detail::is_same_index("(a DESC)", "(a)"));
    CHECK_FALSE(detail::is_same_index("(a) WHERE (b = 1) OR (c = 2)", "(a) WHERE b = 1 OR c = 2"));
    CHECK_FALSE(detail::is_same_index("(a) WHERE b = 'x'", "(a) WHERE b = 'X'"));
}
