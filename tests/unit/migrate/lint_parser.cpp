#include <refract/migrate/lint_parser.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

lint_statement parsed_lint(std::string_view sql) { return parse_lint_statement(sql, false); }
using lint_names = std::vector<std::string>;

} // namespace

TEST_CASE("statements that make something", "[lint_parser]") {
    const lint_statement table =
        parsed_lint("CREATE TABLE IF NOT EXISTS App.ware (id bigint, LIKE other, PRIMARY KEY (id, "
                    "\"No\"), price int DEFAULT 1) PARTITION BY RANGE (id)");
    CHECK(table.verb == lint_verb::create);
    CHECK(table.object == "table");
    CHECK(table.name == lint_name{"app", "ware"});
    CHECK(table.is_if_exists);
    CHECK(table.has_query);
    REQUIRE(table.columns.size() == 2);
    CHECK(table.columns[1].name == "price");
    REQUIRE(table.constraints.size() == 1);
    CHECK(table.constraints[0].columns == lint_names{"id", "No"});

    const lint_statement index = parsed_lint(
        "create unique index concurrently i on app.ware using btree (a, lower(b) desc) include (c) where d");
    CHECK(index.is_unique);
    CHECK(index.is_concurrent);
    CHECK(index.name.name == "i");
    CHECK(index.table == lint_name{"app", "ware"});
    CHECK(index.listed == lint_names{"a", ""});
    CHECK(index.value == "a, lower(b) desc");
    CHECK(index.has_where);

    CHECK(parsed_lint("CREATE TEMP TABLE a (b int)").is_temporary);
    CHECK(parsed_lint("CREATE OR REPLACE VIEW a AS SELECT 1").is_replacing);
    CHECK(parsed_lint("CREATE TRIGGER a AFTER INSERT ON b FOR EACH ROW EXECUTE FUNCTION c()").table.name == "b");
    CHECK(parsed_lint("CREATE TYPE a AS ENUM ('b', 'c')").labels == lint_names{"b", "c"});
    CHECK(parsed_lint("CREATE TABLE a PARTITION OF b FOR VALUES IN (1)").is_partition);
}

TEST_CASE("statements that drop, empty and lock", "[lint_parser]") {
    const lint_statement drop = parsed_lint("DROP MATERIALIZED VIEW IF EXISTS a, b.c CASCADE");
    CHECK(drop.object == "materialized view");
    CHECK(drop.names == std::vector<lint_name>{{"", "a"}, {"b", "c"}});
    CHECK(drop.is_cascading);
    CHECK(drop.is_if_exists);
    CHECK(parsed_lint("DROP FUNCTION f(int, text), g").names.size() == 2);
    CHECK(parsed_lint("DROP TRIGGER t ON a").table.name == "a");
    CHECK(parsed_lint("TRUNCATE TABLE ONLY a, b CASCADE").is_cascading);
    CHECK(parsed_lint("LOCK TABLE a, b IN SHARE MODE").value == "share");
    CHECK(parsed_lint("REINDEX (VERBOSE) TABLE CONCURRENTLY a").is_concurrent);
    CHECK(parsed_lint("VACUUM (ANALYZE, FULL on) a").is_full);
    CHECK_FALSE(parsed_lint("VACUUM (FULL off) a").is_full);
}

TEST_CASE("statements that write rows, also behind WITH", "[lint_parser]") {
    const lint_statement update =
        parsed_lint("WITH x AS (SELECT 1 WHERE 2 = 3) UPDATE ONLY a.b AS c SET d = (SELECT 1, 2), "
                    "(e, f) = (1, 2), g[1] = 3 FROM x");
    CHECK(update.verb == lint_verb::update);
    CHECK(update.name == lint_name{"a", "b"});
    CHECK(update.listed == lint_names{"d", "e", "f"});
    CHECK_FALSE(update.has_where);
    CHECK(parsed_lint("DELETE FROM a USING b WHERE c").has_where);
    const lint_statement insert = parsed_lint("INSERT OR IGNORE INTO a (b, c) SELECT d, e FROM f WHERE g");
    CHECK(insert.listed == lint_names{"b", "c"});
    CHECK(insert.source.name == "f");
    CHECK_FALSE(insert.copies_all);
    CHECK(parsed_lint("INSERT INTO a SELECT * FROM b").copies_all);
    CHECK_FALSE(parsed_lint("INSERT INTO a VALUES (1)").has_query);
}

TEST_CASE("settings and transactions", "[lint_parser]") {
    CHECK(parsed_lint("SET LOCAL Lock_Timeout TO '3s'").setting == "lock_timeout");
    CHECK(parsed_lint("SELECT pg_catalog.set_config('Lock_Timeout', '3s', true)").value == "3s");
    CHECK(parsed_lint("PRAGMA main.foreign_keys(OFF)").setting == "foreign_keys");
    CHECK(parsed_lint("PRAGMA foreign_keys = OFF").value == "off");
    CHECK(parsed_lint("START TRANSACTION READ ONLY").verb == lint_verb::begin);
    CHECK(parsed_lint("END").verb == lint_verb::commit);
    CHECK(parsed_lint("ROLLBACK TO SAVEPOINT a").verb == lint_verb::other);
    CHECK(parsed_lint("COMMIT PREPARED 'a'").verb == lint_verb::other);
}

TEST_CASE("what is not finished is read to its end", "[lint_parser]") {
    for (const std::string whole :
         {"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a ON b USING c (d, (e)) WHERE f",
          "CREATE TABLE a (b int[] DEFAULT '{}'::int[] CHECK (c), CONSTRAINT d FOREIGN KEY (e) REFERENCES f (g))",
          "ALTER TABLE ONLY a ADD COLUMN b numeric(1,2) GENERATED ALWAYS AS (c) STORED, ALTER d TYPE e USING f",
          "ALTER TYPE a ADD VALUE 'b' AFTER 'c'", "DROP TABLE IF EXISTS a, b CASCADE", "VACUUM (FULL, ANALYZE) a",
          "WITH a AS (SELECT 1) UPDATE b SET c = (1), (d, e) = (2, 3) WHERE f", "LOCK TABLE a IN SHARE MODE",
          "INSERT INTO a (b) SELECT c FROM d", "REINDEX (CONCURRENTLY off) INDEX a", "SET LOCAL a.b TO 'c'",
          "CREATE DOMAIN a AS b NOT NULL CHECK (c)", "SELECT set_config('a', 'b', true)"})
        for (std::size_t size = 0; size <= whole.size(); ++size)
            CHECK(parsed_lint(std::string_view(whole).substr(0, size)).sql.size() == size);
}
