// What inspectors ask is SQL with names in it, which are quoted.

#include <catch2/catch.hpp>
#include <refract/driver/inspection.hpp>

using namespace refract::detail;

TEST_CASE("names are quoted, each by itself", "[inspection]") {
    CHECK(quote_name("a") == "\"a\"");
    CHECK(quote_name("a\"; DROP") == "\"a\"\"; DROP\"");
    CHECK(quote_name("", "a.b") == "\"a.b\"");
    CHECK(quote_name("s", "t") == "\"s\".\"t\"");
}
