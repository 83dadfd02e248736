// What SQLite says of statements that it does not run.

#include <catch2/catch.hpp>
#include <refract/driver/sqlite_inspect.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

using namespace refract;
using namespace refract::detail;

namespace {

live_statement inspect(sqlite_connection& on, std::string_view sql) {
    const result_column columns[] = {{.type = {.kind = type_kind::big_integer}, .nullable = false, .field = "n"}};
    const ready_statement text{.sql = sql.data(), .size = sql.size(), .columns = columns, .column_count = 1};
    return sqlite_inspector(on).inspect(text);
}

} // namespace

TEST_CASE("a declared type says what SQLite makes of values", "[sqlite_inspect]") {
    CHECK(sqlite_affinity_of("VARCHAR(20)") == sqlite_affinity::text);
    CHECK(sqlite_affinity_of("FLOATING POINT") == sqlite_affinity::integer); // the manual's own example
    CHECK(sqlite_affinity_of("unsigned big int") == sqlite_affinity::integer);
    CHECK(sqlite_affinity_of("STRING") == sqlite_affinity::numeric);
    CHECK(sqlite_affinity_of("") == sqlite_affinity::none);
    CHECK(sqlite_affinity_of("any") == sqlite_affinity::none);
    CHECK(sqlite_affinity_of("DOUBLE") == sqlite_affinity::real);
    CHECK(sqlite_fits({.kind = type_kind::timestamp}, "DATETIME"));
    CHECK_FALSE(sqlite_fits({.kind = type_kind::timestamp}, "INTEGER"));
    CHECK_FALSE(sqlite_fits({.kind = type_kind::text}, "STRING"));
    CHECK(sqlite_fits({.kind = type_kind::double_precision}, "INT"));
    CHECK_FALSE(sqlite_fits({.kind = type_kind::integer}, "REAL"));
    CHECK(sqlite_fits({.kind = type_kind::integer}, ""));
}

TEST_CASE("a row's id is never NULL, another key without NOT NULL may be", "[sqlite_inspect]") {
    sqlite_connection on(":memory:", {});
    on.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, m INTEGER); "
               "CREATE TABLE b (id TEXT PRIMARY KEY); CREATE TABLE c (id TEXT PRIMARY KEY) WITHOUT ROWID; "
               "CREATE VIEW v AS SELECT n AS shown FROM a");
    if (!sqlite_inspector::limits().empty()) return;
    CHECK(inspect(on, "SELECT id FROM a").results.at(0).nullable == false);
    CHECK(inspect(on, "SELECT n FROM a").results.at(0).nullable == false);
    CHECK(inspect(on, "SELECT m FROM a").results.at(0).nullable == true);
    CHECK(inspect(on, "SELECT id FROM b").results.at(0).nullable == true);
    CHECK(inspect(on, "SELECT id FROM c").results.at(0).nullable == false);
    CHECK(inspect(on, "SELECT shown FROM v").results.at(0).column == "n");
    CHECK(inspect(on, "SELECT m + 1 FROM a").results.at(0).nullable == std::nullopt);
    CHECK(inspect(on, "INSERT INTO a (n) VALUES (1) RETURNING m").results.size() == 1);
}

TEST_CASE("scans are told with the table's name or alias, and columns of indexes made for a run", "[sqlite_inspect]") {
    sqlite_connection on(":memory:", {});
    on.execute("CREATE TABLE \"my table\" (n INTEGER, m INTEGER); CREATE TABLE other (n INTEGER, m INTEGER); "
               "CREATE INDEX by_n ON other (n)");
    CHECK(inspect(on, "SELECT n FROM \"my table\"").scans.at(0).table == "my table");
    CHECK(inspect(on, "SELECT n FROM \"my table\" AS x").scans.at(0).alias == "x");
    CHECK(inspect(on, "SELECT m FROM other ORDER BY n").scans.at(0).in_order);
    CHECK(inspect(on, "SELECT n FROM other WHERE n = 1").scans.empty());
    const live_statement joined =
        inspect(on, "SELECT a.n FROM \"my table\" AS a JOIN other AS b ON a.m = b.m AND a.n > b.n");
    REQUIRE(joined.scans.size() == 2);
    CHECK(joined.scans[1].wanted_index.at(0) == "m");
    sqlite_inspector ask(on);
    CHECK(ask.count_rows("", "my table", 10) == 0);
    CHECK(ask.count_rows("", "nothing", 10) == std::nullopt);
    CHECK(ask.columns_of("main", "other").size() == 2);
    CHECK(ask.columns_of("", "nothing").empty());
    on.execute("INSERT INTO other WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) "
               "SELECT i, i FROM n");
    CHECK(ask.count_rows("", "other", 10) == 11);
    on.execute("ANALYZE");
    CHECK(ask.count_rows("", "other", 10) == 50);
    CHECK_THROWS_AS(inspect(on, "SELECT x FROM other"), syntax_error);
}
