#include <refract/cli/renames.hpp>

#include "support/catch.hpp"

using refract::command_line::parse_rename;

TEST_CASE("renames as arguments", "[renames]") {
    CHECK(parse_rename("ware=article") == refract::migrate::rename{"", "ware", "", "article"});
    CHECK(parse_rename("ware.cost=price") == refract::migrate::rename{"", "ware", "cost", "price"});
    CHECK(parse_rename("shop.ware.cost=price") == refract::migrate::rename{"shop", "ware", "cost", "price"});
    for (const char* wrong : {"", "ware", "=x", "ware=", "a.b.c.d=e", ".x=y", "a.=y"})
        CHECK_THROWS_AS(parse_rename(wrong), refract::command_line::command_failure);
}
