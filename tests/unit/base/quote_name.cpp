#include <refract/base/quote_name.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("names are quoted, with their marks twice", "[quote_name]") {
    CHECK(quote_name("a") == "\"a\"");
    CHECK(quote_name("a\"; DROP") == "\"a\"\"; DROP\"");
    CHECK(quote_name("", "a.b") == "\"a.b\"");
    CHECK(quote_name("s", "t") == "\"s\".\"t\"");
    CHECK(quote_names({"a", "b\"c"}) == "(\"a\", \"b\"\"c\")");
    CHECK(quote_names({}) == "()");
}

TEST_CASE("texts are quoted, with their marks twice", "[quote_name]") {
    CHECK(quote_text("it's") == "'it''s'");
    CHECK(quote_text("").size() == 2);
}
