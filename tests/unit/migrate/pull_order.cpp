#include <refract/migrate/pull_order.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("tables stand behind their parents, views behind those that they read", "[pull_order]") {
    using enum migrate::table_kind;
    const migrate::database_definition of{
        .tables = {{.name = "child", .options = "INHERITS (\"the base\", app.other)"},
                   {.name = "first", .kind = view, .sql = "SELECT * FROM \"second view\""},
                   {.name = "second view", .kind = view, .sql = "SELECT * FROM child"},
                   {.name = "the base"},
                   {.schema = "app", .name = "other"}}};
    std::string order;
    for (const migrate::table_definition* each : detail::pull_sorter(of).sorted()) order += each->name + ", ";
    CHECK(order == "the base, other, child, second view, first, ");
}

TEST_CASE("partitions are statements behind the whole, in the order of their depth", "[pull_order]") {
    const migrate::database_definition of{
        .tables = {{.name = "deep", .options = "PARTITION OF part DEFAULT"},
                   {.name = "part",
                    .indexes = {{.name = "i", .sql = "USING btree (id)"}},
                    .options = "PARTITION BY LIST (id) PARTITION OF app.whole FOR VALUES FROM (1) TO (2)"},
                   {.schema = "app", .name = "whole", .options = "PARTITION BY RANGE (id)"}}};
    CHECK(detail::is_a_part(of.tables[1]));
    CHECK_FALSE(detail::is_a_part(of.tables[2]));
    std::vector<std::string> made;
    detail::add_partitions(made, of, of.tables[2]);
    CHECK(made == std::vector<std::string>{
                      "CREATE TABLE \"part\" PARTITION OF app.whole FOR VALUES FROM (1) TO (2) PARTITION BY LIST (id) ",
                      "CREATE INDEX \"i\" ON \"part\" USING btree (id)",
                      "CREATE TABLE \"deep\" PARTITION OF part DEFAULT"});
}
