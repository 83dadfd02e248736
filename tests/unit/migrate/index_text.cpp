#include <refract/migrate/index_text.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("what says nothing makes no other index", "[index_text]") {
    CHECK(detail::is_same_index("(a ASC, b)", "(a,b)"));
    CHECK(detail::is_same_index("(a) WHERE ((b = 1))", "(a) WHERE b = 1"));
    CHECK(detail::is_same_index("(\"asc\" ASC)", "(\"asc\")"));
    CHECK_FALSE(detail::is_same_index("(\"asc\", b)", "(b)"));
    CHECK_FALSE(detail::is_same_index("(a DESC)", "(a)"));
    CHECK_FALSE(detail::is_same_index("(a) WHERE (b = 1) OR (c = 2)", "(a) WHERE b = 1 OR c = 2"));
    CHECK_FALSE(detail::is_same_index("(a) WHERE b = 'x'", "(a) WHERE b = 'X'"));
}
