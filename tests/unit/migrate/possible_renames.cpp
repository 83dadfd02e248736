#include <refract/migrate/possible_renames.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;

TEST_CASE("what is gone may be what is new, where its type or its columns are the same", "[possible_renames]") {
    const auto with = [](std::string table, std::vector<migrate::column_definition> columns) {
        migrate::table_definition made;
        made.name = std::move(table);
        made.columns = std::move(columns);
        return made;
    };
    const migrate::database_definition before{
        .tables = {with("a", {{"id", "int"}, {"x", "text"}}), with("ware", {{"cost", "int"}, {"kept", "int"}})}};
    const migrate::database_definition after{
        .tables = {with("b", {{"id", "int"}, {"x", "text"}}),
                   with("ware", {{"kept", "int"}, {"note", "text"}, {"price", "int"}})}};
    const auto found = migrate::possible_renames(before, after);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == migrate::rename{"", "a", "", "b"});
    CHECK(found[1] == migrate::rename{"", "ware", "cost", "price"});
    CHECK(migrate::possible_renames(before, after, found).empty());

    SECTION("a column is named with the name that its table had") {
        migrate::database_definition moved = after;
        moved.tables[1].name = "article";
        const auto columns = migrate::possible_renames(before, moved, {{"", "ware", "", "article"}});
        REQUIRE(columns.size() == 2);
        CHECK(columns[1] == migrate::rename{"", "ware", "cost", "price"});
    }
}
