#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include "lint_support.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace refract;

TEST_CASE("a table that SQLite makes anew keeps what it had", "[lint]") {
    migrate::database_definition before;
    before.tables.push_back({.name = "dish",
                             .columns = {{.name = "id", .type = "INTEGER"},
                                         {.name = "rank", .type = "INT"},
                                         {.name = "old", .type = "INT"}},
                             .indexes = {{.name = "by_rank", .is_unique = true, .columns = {"rank"}, .sql = "(rank)"}},
                             .attachments = {{.kind = "trigger",
                                              .name = "watch",
                                              .sql = "CREATE TRIGGER watch AFTER DELETE ON dish BEGIN "
                                                     "SELECT 1; END"}}});
    before.tables.push_back({.name = "best", .kind = migrate::table_kind::view, .sql = "AS SELECT id FROM dish"});
    const migrate::lint_options options{.before = &before};
    const auto rules = [&](std::string_view sql) {
        return lint_tests::rules_of(migrate::lint<dialect::sqlite>(sql, options));
    };
    const std::string rebuild =
        "CREATE TABLE n (id INTEGER PRIMARY KEY, rank INT); INSERT INTO n (id, rank) SELECT id, "
        "rank FROM dish; DROP TABLE dish; ALTER TABLE n RENAME TO dish;";
    CHECK(rules(rebuild) == "L105 L106 L110");
    const auto found = migrate::lint<dialect::sqlite>(rebuild, options);
    REQUIRE(found.size() == 4);
    CHECK(found[0].remedy.ends_with("CREATE UNIQUE INDEX by_rank ON dish (rank);"));
    CHECK(found[2].message == "dish is made anew without the column old: its values are gone");
    CHECK(rules("PRAGMA legacy_alter_table = ON;" + rebuild +
                "CREATE UNIQUE INDEX by_rank ON dish (rank); CREATE TRIGGER watch AFTER DELETE ON dish BEGIN SELECT 1; "
                "END") == "L110");
    CHECK(rules("ALTER TABLE dish DROP COLUMN rank") == "L035 L109");
    CHECK(rules("DROP INDEX by_rank; ALTER TABLE dish DROP COLUMN rank") == "L035");
}
