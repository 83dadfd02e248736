// Which columns are names of the row's id, as SQLite itself sees it.

#include <refract/driver/sqlite_catalog.hpp>

#include <support/sqlite_session.hpp>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

TEST_CASE("only INTEGER PRIMARY KEY is a key that SQLite makes", "[sqlite_catalog]") {
    sqlite_connection connection(":memory:", {});
    const auto makes = [&](const std::string& definition, std::string_view column = "id") {
        connection.execute("DROP TABLE IF EXISTS t; " + definition);
        table_info table;
        table.name = "t";
        return sqlite_makes_key(connection.native(), table, column);
    };
    CHECK(makes("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"));
    CHECK(makes("CREATE TABLE t (ID integer primary key autoincrement)"));
    CHECK(makes("CREATE TABLE t (id INTEGER, v TEXT UNIQUE, PRIMARY KEY (id DESC))"));
    CHECK(makes("CREATE TABLE t (v TEXT)", "rowid"));
    for (const char* each :
         {"CREATE TABLE t (id BIGINT PRIMARY KEY)", "CREATE TABLE t (id INT PRIMARY KEY)",
          "CREATE TABLE t (id INTEGER PRIMARY KEY DESC)", "CREATE TABLE t (id INTEGER PRIMARY KEY) WITHOUT ROWID",
          "CREATE TABLE t (id INTEGER, v INTEGER, PRIMARY KEY (id, v))", "CREATE TABLE t (id INTEGER UNIQUE)",
          "CREATE TABLE t (v INTEGER PRIMARY KEY, id INTEGER)", "CREATE TABLE t (id)"}) {
        CAPTURE(each);
        CHECK_FALSE(makes(each));
    }
}

TEST_CASE("tables of attached databases are looked up there", "[sqlite_catalog]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (id INT PRIMARY KEY); ATTACH ':memory:' AS other;"
                       "CREATE TABLE other.t (id INTEGER PRIMARY KEY); CREATE VIEW v AS SELECT * FROM main.t");
    table_info table;
    table.name = "t";
    CHECK_FALSE(sqlite_makes_key(connection.native(), table, "id"));
    CHECK_FALSE(sqlite_is_view(connection.native(), table));
    table.schema = "other";
    CHECK(sqlite_makes_key(connection.native(), table, "id"));
    table = {};
    table.name = "v";
    CHECK(sqlite_is_view(connection.native(), table));
    CHECK_FALSE(sqlite_makes_key(connection.native(), table, "id"));
    table.schema = "other";
    CHECK_FALSE(sqlite_is_view(connection.native(), table));
    table.schema = "";
    connection.execute("CREATE VIEW other.w AS SELECT 1 AS id; CREATE TABLE w (id INTEGER PRIMARY KEY)");
    table.name = "w";
    CHECK_FALSE(sqlite_is_view(connection.native(), table)); // the main database's comes before an attached one's
    connection.execute("CREATE TEMP VIEW w AS SELECT 1 AS id");
    CHECK(sqlite_is_view(connection.native(), table)); // and what is temporary before both
    connection.execute("DROP VIEW temp.w; DROP TABLE w");
    CHECK(sqlite_is_view(connection.native(), table));
    table.schema = "OTHER";
    CHECK(sqlite_is_view(connection.native(), table));
}
