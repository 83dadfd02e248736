#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include "lint_support.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;

namespace {

migrate::database_definition lint_known_before() {
    migrate::database_definition before;
    before.tables.push_back({.name = "dish",
                             .columns = {{.name = "id", .type = "INTEGER"},
                                         {.name = "rank", .type = "INT"},
                                         {.name = "old", .type = "INT"}},
                             .indexes = {{.name = "by_rank", .columns = {"rank"}, .sql = "(rank)"}}});
    return before;
}
std::string rebuild_to(const std::string& columns) {
    return "CREATE TABLE n (" + columns +
           ", PRIMARY KEY (id)); INSERT INTO n (id) SELECT id FROM dish; DROP TABLE dish; ALTER TABLE n RENAME TO dish;";
}
std::string later_findings(const std::string& first, const std::string& second,
                           const std::vector<std::string>& applied = {}) {
    const migrate::database_definition before = lint_known_before();
    const std::vector<migrate::migration> all{{.name = "1_a", .up = first}, {.name = "2_b", .up = second}};
    std::vector<migrate::finding> found =
        migrate::lint<dialect::sqlite>(all, {.rows = {{"", "dish", 5}}, .before = &before, .applied = applied});
    std::erase_if(found, [](const auto& each) { return each.migration != "2_b"; });
    std::string text;
    for (const migrate::finding& each : found) text.append(each.rule).append(": ").append(each.message).append("\n");
    return text;
}

} // namespace

TEST_CASE("a column that was renamed or dropped before is not lost when its table is made anew", "[lint]") {
    const std::string rest = rebuild_to("id INTEGER, rank INT, fresh INT") + "CREATE INDEX by_rank ON dish (rank);";
    CHECK(later_findings("ALTER TABLE dish RENAME COLUMN old TO fresh", rest).empty());
    CHECK(later_findings("ALTER TABLE dish DROP COLUMN old", rest).empty());
    CHECK(later_findings("SELECT 1", rest).find("without the column old") != std::string::npos);
    // The other name is lost now.
    CHECK(later_findings("ALTER TABLE dish RENAME COLUMN old TO late", rest).find("without the column late") !=
          std::string::npos);
    // What was applied is in the database as it was read.
    CHECK(
        later_findings("ALTER TABLE dish RENAME COLUMN rank TO fresh", rest, {"1_a"}).find("without the column old") !=
        std::string::npos);
}

TEST_CASE("what a table lost when it was made anew is not lost again", "[lint]") {
    const std::string narrow = rebuild_to("id INTEGER, rank INT");
    CHECK(later_findings(narrow, narrow).empty());
    // An index that was made in between, and not again.
    CHECK(later_findings(narrow + "CREATE INDEX by_rank ON dish (rank);", narrow).find("index by_rank") !=
          std::string::npos);
    CHECK(later_findings("DROP INDEX by_rank; CREATE TABLE x (id INTEGER PRIMARY KEY)",
                         rebuild_to("id INTEGER, rank INT, old INT"))
              .empty());
    // In one migration as in two.
    CHECK(later_findings("SELECT 1", "ALTER TABLE dish RENAME COLUMN old TO fresh; " +
                                         rebuild_to("id INTEGER, rank INT, fresh INT") +
                                         "CREATE INDEX by_rank ON dish (rank);")
              .empty());
}

TEST_CASE("a table is as small under its new name", "[lint]") {
    migrate::database_definition before = lint_known_before();
    const std::vector<migrate::migration> all{
        {.name = "1_a", .up = "ALTER TABLE dish RENAME TO meal; ALTER TABLE meal RENAME COLUMN rank TO place"},
        {.name = "2_b",
         .up = "CREATE INDEX by_place ON meal (place); ALTER TABLE meal ALTER COLUMN place TYPE bigint; "
               "ALTER TABLE meal ALTER COLUMN place SET NOT NULL"}};
    const auto rules = [&](std::int64_t rows) {
        std::vector<migrate::finding> found =
            migrate::lint<dialect::postgres>(all, {.rows = {{"", "dish", rows}}, .before = &before});
        std::erase_if(found, [](const auto& each) { return each.migration != "2_b"; });
        return lint_tests::rules_of(found);
    };
    CHECK(rules(0) == "");
    CHECK(rules(5) == "L051");
    CHECK(rules(1'000'000) == "L003 L005 L013 L051");
}
