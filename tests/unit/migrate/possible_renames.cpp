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

TEST_CASE("tables that differ in one column may be one, if more than a made key is the same", "[possible_renames]") {
    const auto with = [](std::string table, std::vector<migrate::column_definition> columns) {
        migrate::table_definition made;
        made.name = std::move(table);
        made.columns = std::move(columns);
        made.constraints.push_back({.kind = migrate::constraint_kind::primary_key, .columns = {"id"}});
        return made;
    };
    const migrate::table_definition old = with("a", {{"id", "int"}, {"x", "text"}, {"y", "int"}});
    using detail::likeness, detail::likeness_of;
    CHECK(likeness_of(old, with("b", {{"y", "int"}, {"id", "int"}, {"x", "text"}})) == likeness::all);
    CHECK(likeness_of(old, with("b", {{"id", "int"}, {"x", "text"}, {"y", "int"}, {"z", "int"}})) ==
          likeness::all_but_one);
    CHECK(likeness_of(old, with("b", {{"id", "int"}, {"x", "text"}, {"z", "int"}})) == likeness::all_but_one);
    CHECK(likeness_of(old, with("b", {{"id", "int"}, {"x", "text"}})) == likeness::all_but_one);
    CHECK(likeness_of(old, with("b", {{"id", "int"}, {"z", "text"}, {"w", "int"}})) == likeness::none);
    CHECK(likeness_of(old, with("b", {{"id", "int"}, {"x", "text"}, {"y", "text"}, {"z", "int"}})) == likeness::none);
    CHECK(likeness_of(with("a", {{"id", "int"}}), with("b", {{"id", "int"}, {"x", "text"}})) == likeness::none);
    migrate::table_definition view = with("b", {{"id", "int"}, {"x", "text"}, {"y", "int"}});
    view.kind = migrate::table_kind::view;
    migrate::table_definition other = old;
    other.kind = migrate::table_kind::view;
    CHECK(likeness_of(other, view) == likeness::none);
    view.kind = other.kind = migrate::table_kind::table;
    view.schema = "app";
    CHECK(likeness_of(other, view) == likeness::none);
}
