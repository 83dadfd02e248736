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

TEST_CASE("what belongs to a type or a function is compared where both have it", "[compare]") {
    database_definition before = shop();
    before.objects.push_back({"function", "", "tax()", "CREATE", {{"comment", "", "'taxes'"}}});
    database_definition after = before;
    CHECK(compare(before, after).empty());
    after.enums[0].attachments = {{"owner", "", "boss"}};
    after.objects[0].attachments[0].sql = "'all taxes'";
    after.objects.push_back({"sequence", "", "counter", "", {{"comment", "", "'new'"}}});
    const difference found = compare(before, after);
    REQUIRE(found.changed_objects.size() == 2);
    CHECK(found.changed_objects[0].kind == "enum");
    CHECK(found.changed_objects[0].attached.is_new());
    CHECK(found.changed_objects[1].name == "tax()");
    CHECK(found.changed_objects[1].attached.is_changed());
    CHECK(found.objects.size() == 1);
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
