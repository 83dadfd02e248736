#include <refract/migrate/definition.hpp>

#include "support/catch.hpp"

using namespace refract::migrate;

TEST_CASE("columns, keys and tables are found by their names", "[definition]") {
    database_definition shop;
    shop.tables.push_back({.schema = "", .name = "ware"});
    shop.tables.push_back({.schema = "old", .name = "ware"});
    shop.tables[0].columns.push_back({.name = "id", .type = "INTEGER"});
    CHECK(shop.find_table("old", "ware") == &shop.tables[1]);
    CHECK_FALSE(shop.find_table("", "Ware"));
    CHECK(shop.tables[0].find_column("id")->type == "INTEGER");
    CHECK_FALSE(shop.tables[0].find_column("ID"));
    CHECK_FALSE(shop.tables[0].primary_key());
    shop.tables[0].constraints.push_back({.kind = constraint_kind::unique});
    shop.tables[0].constraints.push_back({.kind = constraint_kind::primary_key, .columns = {"id"}});
    CHECK(shop.tables[0].primary_key() == &shop.tables[0].constraints[1]);
    database_definition copy = shop;
    CHECK(copy == shop);
    copy.tables[0].columns[0].comment = "of the ware";
    CHECK_FALSE(copy == shop);
}
