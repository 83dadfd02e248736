#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include "lint_support.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;

TEST_CASE("a table that is made anew by hand loses what only the old one has", "[lint]") {
    migrate::database_definition before;
    before.tables.push_back({.name = "dish",
                             .columns = {{.name = "id", .type = "integer"}, {.name = "rank", .type = "integer"}},
                             .indexes = {{.name = "by_rank", .columns = {"rank"}, .sql = "USING btree (rank)"}},
                             .attachments = {{"trigger", "watch", "CREATE TRIGGER watch AFTER DELETE ON dish"},
                                             {"policy", "own", "FOR SELECT TO PUBLIC USING (true)"},
                                             {"row level security", "", "ENABLE"},
                                             {"grant of SELECT to", "cook", "SELECT"},
                                             {"owner", "", "chef"}}});
    before.tables.push_back({.name = "step",
                             .constraints = {{.kind = migrate::constraint_kind::foreign_key,
                                              .name = "of_dish",
                                              .columns = {"dish_id"},
                                              .sql = "FOREIGN KEY (dish_id) REFERENCES dish(id)",
                                              .target = {.table = "dish", .columns = {"id"}}}}});
    const migrate::lint_options options{.before = &before};
    const auto lost = [&](const std::string& sql) {
        std::vector<std::string> remedies;
        for (const auto& each : migrate::lint<dialect::postgres>(sql, options))
            if (each.rule == "L106") remedies.push_back(each.remedy.substr(each.remedy.find('\n') + 1));
        return remedies;
    };
    const std::vector<std::string> all{"CREATE INDEX by_rank ON dish USING btree (rank);",
                                       "CREATE TRIGGER watch AFTER DELETE ON dish;",
                                       "CREATE POLICY \"own\" ON \"dish\" FOR SELECT TO PUBLIC USING (true);",
                                       "ALTER TABLE \"dish\" ENABLE ROW LEVEL SECURITY;",
                                       "GRANT SELECT ON \"dish\" TO \"cook\";",
                                       "ALTER TABLE \"dish\" OWNER TO chef;",
                                       "ALTER TABLE \"step\" ADD CONSTRAINT \"of_dish\" FOREIGN KEY (dish_id) "
                                       "REFERENCES dish(id);"};
    const std::string made =
        "CREATE TABLE n (id bigint PRIMARY KEY, rank int); INSERT INTO n (id, rank) SELECT id, rank "
        "FROM dish; ";
    const std::string swapped = made + "DROP TABLE dish CASCADE; ALTER TABLE n RENAME TO dish;";
    CHECK(lost(swapped) == all);
    CHECK(lost(made + "ALTER TABLE dish RENAME TO dish_old; ALTER TABLE n RENAME TO dish;") == all);
    CHECK(lost("ALTER TABLE dish RENAME TO dish_old; CREATE TABLE dish (id bigint); INSERT INTO dish (id) SELECT id "
               "FROM dish_old; DROP TABLE dish_old;") == all);
    CHECK(lost(made).empty());
    CHECK(lost("CREATE TABLE dish_two (id bigint)").empty());
    CHECK(lost("DROP TABLE dish CASCADE").empty()); // which is another rule's
    std::string again;
    for (const std::string& each : all) again += each + "\n";
    CHECK(lost(swapped + again) == std::vector<std::string>{});
    CHECK(
        lost(made + "CREATE INDEX other ON n (rank); DROP TABLE dish CASCADE; ALTER TABLE n RENAME TO dish;").size() ==
        6);
    CHECK(lost("CREATE TABLE n (LIKE dish INCLUDING ALL); DROP TABLE dish CASCADE; ALTER TABLE n RENAME TO dish;")
              .size() == 6);
}
