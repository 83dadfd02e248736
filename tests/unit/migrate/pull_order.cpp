#include <refract/migrate/pull_order.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("tables stand behind their parents, views behind those that they read", "[pull_order]") {
    using enum migrate::table_kind;
    const migrate::database_definition of{
        .tables = {{.name = "child", .options = "INHERITS (\"the base\", app.other)"},
                   {.name = "first", .kind = view, .sql = "SELECT * FROM \"second view\""},
                   {.name = "second view", .kind = view, .sql = "SELECT * FROM child"},
                   {.name = "row of", .columns = {{.name = "x", .type = "\"the rows\"[]"}}},
                   {.name = "the base"},
                   {.name = "the rows"},
                   {.schema = "app", .name = "other"}}};
    std::string order;
    for (const migrate::table_definition* each : detail::pull_sorter(of).sorted()) order += each->name + ", ";
    CHECK(order == "the base, other, child, the rows, row of, second view, first, ");
}

TEST_CASE("partitions are statements behind the whole, in the order of their depth", "[pull_order]") {
    const migrate::database_definition of{
        .tables = {{.name = "deep", .options = "PARTITION OF part DEFAULT"},
                   {.name = "part",
                    .constraints = {{.kind = migrate::constraint_kind::foreign_key,
                                     .name = "k",
                                     .sql = "FOREIGN KEY (id) REFERENCES later(id)"}},
                    .indexes = {{.name = "i", .sql = "USING btree (id)", .comment = "it's"}},
                    .options = "PARTITION BY LIST (id) PARTITION OF app.whole FOR VALUES FROM (1) TO (2)"},
                   {.schema = "app", .name = "whole", .options = "PARTITION BY RANGE (id)"}}};
    CHECK(detail::is_a_part(of.tables[1]));
    CHECK_FALSE(detail::is_a_part(of.tables[2]));
    std::vector<std::string> made, last;
    detail::add_partitions(made, last, of, of.tables[2]);
    CHECK(made == std::vector<std::string>{
                      "CREATE TABLE \"part\" PARTITION OF app.whole FOR VALUES FROM (1) TO (2) PARTITION BY LIST (id) ",
                      "CREATE INDEX \"i\" ON \"part\" USING btree (id)", "COMMENT ON INDEX \"i\" IS 'it''s'",
                      "CREATE TABLE \"deep\" PARTITION OF part DEFAULT"});
    CHECK(last ==
          std::vector<std::string>{"ALTER TABLE \"part\" ADD CONSTRAINT \"k\" FOREIGN KEY (id) REFERENCES later(id)"});
}

TEST_CASE("a partition may say more than its whole", "[pull_order]") {
    const migrate::database_definition of{
        .tables = {
            {.name = "part",
             .columns = {{.name = "id", .type = "integer", .nullable = false, .default_sql = "3"},
                         {.name = "at", .type = "date", .comment = "it's"}},
             .options = "PARTITION OF whole DEFAULT",
             .comment = "one"},
            {.name = "whole",
             .columns = {{.name = "id", .type = "integer"}, {.name = "at", .type = "date", .default_sql = "now()"}},
             .options = "PARTITION BY LIST (id)"}}};
    std::vector<std::string> made, last;
    detail::add_partitions(made, last, of, of.tables[1]);
    CHECK(made == std::vector<std::string>{"CREATE TABLE \"part\" PARTITION OF whole DEFAULT",
                                           "COMMENT ON TABLE \"part\" IS 'one'",
                                           "ALTER TABLE \"part\" ALTER COLUMN \"id\" SET DEFAULT 3",
                                           "ALTER TABLE \"part\" ALTER COLUMN \"id\" SET NOT NULL",
                                           "ALTER TABLE \"part\" ALTER COLUMN \"at\" DROP DEFAULT",
                                           "COMMENT ON COLUMN \"part\".\"at\" IS 'it''s'"});
}
