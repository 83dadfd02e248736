#include <refract/migrate/rename.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::migrate;

TEST_CASE("a name is another where it is a name, and no text or function", "[rename]") {
    CHECK(detail::replace_name("length(name) > 1 AND \"name\" <> 'name'", "name", "new \"one\"") ==
          "length(\"new \"\"one\"\"\") > 1 AND \"new \"\"one\"\"\" <> 'name'");
    CHECK(detail::replace_name("lower(lower)", "lower", "low") == "lower(\"low\")");
    CHECK(detail::replace_name("", "a", "b").empty());
}

TEST_CASE("triggers, policies, grants and partitions follow other names", "[rename]") {
    database_definition shop;
    shop.tables.push_back(
        {.name = "ware",
         .columns = {{.name = "price", .type = "integer"}},
         .attachments = {{"grant of UPDATE (price) to", "seller", "UPDATE (price)"},
                         {"policy", "cheap", "FOR ALL TO PUBLIC USING ((price < 9))"},
                         {"trigger", "noted", "CREATE TRIGGER noted AFTER INSERT ON ware WHEN price()"},
                         {"options of column", "price", "n_distinct=5"}},
         .options = "PARTITION BY LIST (price)"});
    shop.tables.push_back(
        {.name = "part", .columns = {{"price", "integer"}}, .options = "PARTITION OF ware FOR VALUES IN (1)"});
    const database_definition now = rename_all(shop, {{"", "ware", "", "item"}, {"", "ware", "price", "the cost"}});
    CHECK(now.tables[0].options == "PARTITION BY LIST (\"the cost\")");
    CHECK(now.tables[1].columns[0].name == "the cost");
    CHECK(now.tables[1].options == "PARTITION OF item FOR VALUES IN (1)");
    const auto& parts = now.tables[0].attachments;
    CHECK(parts[0].kind == "grant of UPDATE (the cost) to");
    CHECK(parts[0].sql == "UPDATE (\"the cost\")");
    CHECK(parts[1].sql == "FOR ALL TO PUBLIC USING ((\"the cost\" < 9))");
    CHECK(parts[2].sql == "CREATE TRIGGER noted AFTER INSERT ON \"item\" WHEN price()");
    CHECK(parts[3].name == "the cost");
}

TEST_CASE("tables and columns have their new names in the keys that lead to them, too", "[rename]") {
    database_definition shop;
    shop.tables.push_back(
        {.name = "maker",
         .columns = {{.name = "id", .type = "integer"}},
         .constraints = {{.kind = constraint_kind::primary_key, .columns = {"id"}, .sql = "PRIMARY KEY (id)"}}});
    shop.tables.push_back({.name = "ware",
                           .columns = {{.name = "id", .type = "integer"}, {.name = "maker", .type = "integer"}},
                           .constraints = {{.kind = constraint_kind::foreign_key,
                                            .columns = {"maker"},
                                            .sql = "FOREIGN KEY (maker) REFERENCES maker(id)",
                                            .target = {.table = "maker", .columns = {"id"}}}}});
    const database_definition now = rename_all(shop, {{"", "maker", "", "firm"}, {"", "maker", "id", "number"}});
    CHECK(now.tables[0].name == "firm");
    CHECK(now.tables[0].columns[0].name == "number");
    CHECK(now.tables[0].constraints[0].columns == std::vector<std::string>{"number"});
    CHECK(now.tables[1].columns[0].name == "id");
    CHECK(now.tables[1].columns[1].name == "maker");
    const constraint_definition& key = now.tables[1].constraints[0];
    CHECK(key.target.table == "firm");
    CHECK(key.target.columns == std::vector<std::string>{"number"});
    CHECK(key.columns == std::vector<std::string>{"maker"});
    CHECK(key.sql == "FOREIGN KEY (maker) REFERENCES \"firm\"(\"number\")");
}

TEST_CASE("a column, its table and what it leads to may have one name", "[rename]") {
    database_definition all;
    all.tables.push_back({.name = "n",
                          .columns = {{.name = "n", .type = "integer"}},
                          .constraints = {{.kind = constraint_kind::foreign_key,
                                           .columns = {"n"},
                                           .sql = "FOREIGN KEY (n) REFERENCES n(n) ON DELETE CASCADE",
                                           .target = {.table = "n", .columns = {"n"}}}}});
    CHECK(rename_all(all, {{"", "n", "n", "m"}}).tables[0].constraints[0].sql ==
          "FOREIGN KEY (\"m\") REFERENCES n(\"m\") ON DELETE CASCADE");
    CHECK(rename_all(all, {{"", "n", "", "m"}}).tables[0].constraints[0].sql ==
          "FOREIGN KEY (n) REFERENCES \"m\"(n) ON DELETE CASCADE");
}

TEST_CASE("renames are in an order in which each name is free", "[rename]") {
    using renames = std::vector<migrate::rename>;
    CHECK(detail::in_order({}, {{"", "t", "a", "b"}, {"", "t", "b", "c"}}) ==
          renames{{"", "t", "b", "c"}, {"", "t", "a", "b"}});
    CHECK(detail::in_order({}, {{"", "t", "a", "b"}, {"", "u", "b", "c"}}) ==
          renames{{"", "t", "a", "b"}, {"", "u", "b", "c"}});
    CHECK(detail::in_order({}, {{"", "t", "", "u"}, {"", "t", "u", "t"}}) ==
          renames{{"", "t", "u", "t"}, {"", "t", "", "u"}});
    CHECK(detail::in_order({}, {{"", "a", "", "b"}, {"", "b", "", "a"}}) ==
          renames{{"", "a", "", "refract_old_a"}, {"", "b", "", "a"}, {"", "refract_old_a", "", "b"}});
    CHECK(detail::in_order({}, {}).empty());
}

TEST_CASE("a name in between is one that is free", "[rename]") {
    using renames = std::vector<migrate::rename>;
    database_definition all;
    all.tables.push_back({.name = "a", .columns = {{"x", "int"}, {"y", "int"}, {"refract_old_x", "int"}}});
    all.tables.push_back({.name = "b", .indexes = {{.name = "Refract_old_a"}}});
    all.unsaid = {"range type refract_old__a"};
    CHECK(detail::in_order(all, {{"", "a", "", "b"}, {"", "b", "", "a"}}).front().to == "refract_old___a");
    CHECK(detail::in_order(all, {{"", "a", "x", "y"}, {"", "a", "y", "x"}}).front().to == "refract_old__x");
    const auto aside = detail::with_those_in_the_way(all, {{"", "a", "x", "y"}, {"", "b", "", "a"}});
    CHECK(aside == renames{{"", "a", "x", "y"},
                           {"", "b", "", "a"},
                           {"", "a", "y", "refract_old_y"},
                           {"", "a", "", "refract_old___a"}});
    // Nor one that another rename gives.
    CHECK(detail::in_order(all, {{"", "b", "z", "refract_old_p"}, {"", "b", "p", "q"}, {"", "b", "q", "p"}})[1].to ==
          "refract_old__p");
}

TEST_CASE("a name that is too long is cut between characters", "[rename]") {
    const std::string name = "ware" + [] {
        std::string letters;
        for (int i = 0; i < 40; ++i) letters += "\u0436";
        return letters;
    }();
    const std::string made = detail::short_name("refract_old_", name);
    CHECK(made.size() == 62);
    CHECK(made.starts_with("refract_old_ware\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436"));
    CHECK(detail::short_name("refract_old", name).size() == 63);
    CHECK(detail::short_name("", std::string(63, 'a')) == std::string(63, 'a'));
}

TEST_CASE("what has a name that another one takes goes out of its way", "[rename]") {
    database_definition all;
    all.tables.push_back({.name = "t", .columns = {{.name = "a", .type = "integer"}, {.name = "b", .type = "text"}}});
    all.tables.push_back({.name = "u", .columns = {{.name = "c", .type = "integer"}}});
    using renames = std::vector<migrate::rename>;
    CHECK(detail::with_those_in_the_way(all, {{"", "t", "a", "b"}}) ==
          renames{{"", "t", "a", "b"}, {"", "t", "b", "refract_old_b"}});
    CHECK(detail::with_those_in_the_way(all, {{"", "t", "", "u"}}).back() ==
          migrate::rename{"", "u", "", "refract_old_u"});
    CHECK(detail::with_those_in_the_way(all, {{"", "t", "a", "b"}, {"", "t", "b", "a"}}).size() == 2);
    CHECK(detail::with_those_in_the_way(all, {{"", "t", "a", "c"}}).size() == 1);
    const database_definition now = rename_all(all, {{"", "t", "a", "b"}});
    REQUIRE(now.tables[0].columns.size() == 2);
    CHECK(now.tables[0].columns[0].name == "b");
    CHECK(now.tables[0].columns[1].name == "refract_old_b");

    const renames said{{"", "t", "", "v"}, {"", "t", "a", "z"}};
    CHECK(detail::name_before(said, "", "v") == "t");
    CHECK(detail::name_before(said, "", "u") == "u");
    CHECK(detail::part_before(said, "", "v", "z") == "a");
    CHECK(detail::part_before(said, "", "u", "z") == "z");
}
