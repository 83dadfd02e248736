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

TEST_CASE("names that are nowhere were mistyped", "[renames]") {
    using refract::migrate::database_definition, refract::migrate::table_definition;
    using renames = std::vector<refract::migrate::rename>;
    const auto with = [](std::string table, std::string column) {
        table_definition made;
        made.name = std::move(table);
        made.columns = {{.name = "id", .type = "int"}, {.name = std::move(column), .type = "text"}};
        return database_definition{.tables = {made}, .enums = {{.name = "mood", .labels = {"sad", "glad"}}}};
    };
    const database_definition before = with("ware", "cost"), after = with("article", "price");
    const auto left = [&](renames said) {
        refract::command_line::refuse_mistyped(said, before, after);
        return said.size();
    };
    CHECK(left({{"", "ware", "", "article"}, {"", "ware", "cost", "price"}}) == 2);
    CHECK(left({{"", "mood", "sad", "glad"}}) == 1);
    const auto fails = [&](const char* message, renames said) {
        try {
            left(std::move(said));
            FAIL_CHECK("no failure: " << message);
        } catch (const refract::command_line::command_failure& failure) {
            CHECK(failure.code == 64);
            CHECK_THAT(failure.sentence, refract_test::has_text(message));
        }
    };
    fails("--rename wares=article: there is no wares", {{"", "wares", "", "article"}});
    fails("--rename ware=articel: nothing has the new name \"articel\" afterwards", {{"", "ware", "", "articel"}});
    fails("--rename ware.costs=price: there is no ware.costs",
          {{"", "ware", "", "article"}, {"", "ware", "costs", "price"}});
    fails("nothing has the new name \"prize\"", {{"", "ware", "", "article"}, {"", "ware", "cost", "prize"}});
    fails("nothing has the new name \"price\"", {{"", "ware", "cost", "price"}});

    renames done{{"", "ware", "", "article"}, {"", "ware", "cost", "price"}};
    refract::command_line::refuse_mistyped(done, after, after);
    CHECK(done.empty());
}
