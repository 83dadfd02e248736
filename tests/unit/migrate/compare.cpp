#include <refract/migrate/compare.hpp>

#include "support/catch.hpp"

using namespace refract::migrate;

namespace {

database_definition shop() {
    table_definition ware{.name = "ware",
                          .columns = {{.name = "id", .type = "integer", .nullable = false},
                                      {.name = "price", .type = "numeric(8,2)", .default_sql = "0"}},
                          .constraints = {{.kind = constraint_kind::check, .sql = "CHECK (price > 0)"}},
                          .indexes = {{.name = "dear", .columns = {"price"}, .sql = "(price)"}}};
    return {.tables = {ware, {.name = "cheap", .kind = table_kind::view, .sql = "SELECT 1"}},
            .enums = {{"", "mood", {"sad"}}}};
}

} // namespace

TEST_CASE("what is spelled in another way is the same", "[compare]") {
    const database_definition before = shop();
    database_definition after = shop();
    after.tables[0].columns[1].type = "NUMERIC ( 8, 2 )";
    after.tables[0].constraints[0].sql = "CHECK (\"price\">0)";
    after.tables[1].sql = "select 1 -- one";
    CHECK(compare(before, after).empty());
}

TEST_CASE("what is new, gone or another is found where it is", "[compare]") {
    const database_definition before = shop();
    database_definition after = shop();
    table_definition& ware = after.tables[0];
    ware.columns.erase(ware.columns.begin());
    ware.columns[0].nullable = false;
    ware.columns.push_back({.name = "label", .type = "text"});
    ware.constraints[0].sql = "CHECK (price >= 0)";
    ware.indexes[0].is_unique = true;
    after.tables[1].sql = "SELECT 2";
    after.enums[0].labels.push_back("glad");
    const difference found = compare(before, after);
    REQUIRE(found.changed.size() == 1);
    const table_change& change = found.changed[0];
    REQUIRE(change.columns.size() == 3);
    CHECK(change.columns[0].is_gone());
    CHECK(change.columns[1].is_changed());
    CHECK(change.columns[2].is_new());
    CHECK(change.constraints.size() == 2); // without a name it is another one
    REQUIRE(change.indexes.size() == 1);
    CHECK(change.indexes[0].is_changed());
    REQUIRE(found.tables.size() == 1);
    CHECK(found.tables[0].is_changed());
    REQUIRE(found.enums.size() == 1);
    CHECK(found.enums[0].is_changed());
    CHECK_FALSE(change.order_differs);
}

TEST_CASE("another order of columns is told, and is no change", "[compare]") {
    const database_definition before = shop();
    database_definition after = shop();
    std::swap(after.tables[0].columns[0], after.tables[0].columns[1]);
    CHECK(compare(before, after).empty());
    after.tables[0].comment = "of the shop";
    const difference found = compare(before, after);
    REQUIRE(found.changed.size() == 1);
    CHECK(found.changed[0].order_differs);
}
