#include <refract/driver/sqlite_trips.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("SQLite's trace tells the statements, without those of triggers") {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(":memory:", &handle) == SQLITE_OK);
    const auto run = [&](const char* sql) { sqlite3_exec(handle, sql, nullptr, nullptr, nullptr); };
    run("CREATE TABLE t (a); CREATE TRIGGER added AFTER INSERT ON t BEGIN SELECT 1; DELETE FROM t WHERE a = 9; END");
    {
        sqlite_trip_counter trips(handle);
        run("INSERT INTO t VALUES (1); SELECT * FROM t");
        CHECK(trips.count() == 2);
        run("no sql");
        CHECK(trips.count() == 2);
    }
    run("SELECT 1"); // nobody counts
    sqlite3_close(handle);
}
