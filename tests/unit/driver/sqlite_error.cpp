// Every result code of SQLite that has a class of its own, provoked.

#include <refract/driver/sqlite_error.hpp>

#include <support/sqlite_session.hpp>

#include <fstream>
#include <string>
#include <typeinfo>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

using names = std::vector<std::string>;

template <class Failure> Failure fails(sqlite_connection& connection, const std::string& sql) {
    return caught<Failure>([&] {
        auto statement = connection.prepare(text_statement(sql), false);
        while (statement.step()) {}
    });
}
error_details details_of(std::string message) {
    error_details details{.message = std::move(message)};
    read_failed_columns(nullptr, details);
    return details;
}

} // namespace

TEST_CASE("table and columns are read from the message", "[sqlite_error]") {
    CHECK(details_of("UNIQUE constraint failed: users.email").columns == names{"email"});
    CHECK(details_of("UNIQUE constraint failed: users.email").table == "users");
    CHECK(details_of("UNIQUE constraint failed: t.a, t.b").columns == names{"a", "b"});
    CHECK(details_of("UNIQUE constraint failed: index 'lower_name'").columns.empty());
    CHECK(details_of("UNIQUE constraint failed: index 'lower.name'").constraint == "lower.name");
    CHECK(details_of("UNIQUE constraint failed: index 'lower.name'").table.empty());
    CHECK(details_of("no colon").columns.empty());
}

TEST_CASE("names with points and commas are read from the message", "[sqlite_error]") {
    sqlite_connection connection(":memory:", {});
    const auto fails_in = [&](const std::string& table, const std::string& definition, const std::string& values) {
        connection.execute("CREATE TABLE \"" + table + "\" (" + definition + "); INSERT INTO \"" + table +
                           "\" VALUES (" + values + ")");
        return fails<unique_violation>(connection, "INSERT INTO \"" + table + "\" VALUES (" + values + ")");
    };
    const auto point = fails_in("iris", R"("Sepal.Length" REAL UNIQUE)", "5.1");
    CHECK(point.table() == "iris");
    CHECK(point.columns() == names{"Sepal.Length"});
    const auto both =
        fails_in("a.b", R"("c.d" INTEGER, "e, f.g" INTEGER, h INTEGER, UNIQUE ("c.d", "e, f.g", h))", "1, 2, 3");
    CHECK(both.table() == "a.b");
    CHECK(both.columns() == names{"c.d", "e, f.g", "h"});
    const auto row = fails_in("p, q", "v INTEGER UNIQUE", "1");
    CHECK(row.table() == "p, q");
    CHECK(row.columns() == names{"v"});
    connection.execute("CREATE TEMP TABLE \"t.t\" (\"a.a\" INTEGER NOT NULL)");
    const auto null = fails<not_null_violation>(connection, "INSERT INTO \"t.t\" VALUES (NULL)");
    CHECK(null.table() == "t.t");
    CHECK(null.columns() == names{"a.a"});
}

TEST_CASE("constraints have classes, tables and columns", "[sqlite_error]") {
    sqlite_connection connection(":memory:", {});
    connection.execute(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
        "CREATE TABLE child (a INTEGER NOT NULL, b INTEGER, parent INTEGER REFERENCES parent,"
        " UNIQUE (a, b), CONSTRAINT positive CHECK (a > 0));"
        "CREATE TABLE indexed (b INTEGER); CREATE UNIQUE INDEX on_size ON indexed (abs(b));"
        "CREATE TABLE keyed (k TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE strict (i INTEGER) STRICT;"
        "CREATE TRIGGER refuse BEFORE DELETE ON child BEGIN SELECT RAISE(ABORT, 'own words'); END;"
        "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 2, 1); INSERT INTO keyed VALUES ('k');"
        "INSERT INTO indexed VALUES (2)");

    const auto unique = fails<unique_violation>(connection, "INSERT INTO child VALUES (1, 2, 1)");
    CHECK(unique.table() == "child");
    CHECK(unique.columns() == names{"a", "b"});
    CHECK(unique.code() == std::to_string(SQLITE_CONSTRAINT_UNIQUE));
    CHECK(unique.message() == "UNIQUE constraint failed: child.a, child.b");
    CHECK(unique.sql() == "INSERT INTO child VALUES (1, 2, 1)");
    CHECK_FALSE(unique.can_retry());
    CHECK(fails<unique_violation>(connection, "INSERT INTO parent VALUES (1)").columns() == names{"id"});
    CHECK(fails<unique_violation>(connection, "INSERT INTO keyed VALUES ('k')").columns() == names{"k"});
    CHECK(fails<unique_violation>(connection, "INSERT INTO indexed VALUES (-2)").columns().empty());

    const auto null = fails<not_null_violation>(connection, "INSERT INTO child VALUES (NULL, 3, 1)");
    CHECK(null.table() == "child");
    CHECK(null.columns() == names{"a"});
    CHECK(fails<check_violation>(connection, "INSERT INTO child VALUES (-1, 3, 1)").constraint() == "positive");
    CHECK(fails<foreign_key_violation>(connection, "INSERT INTO child VALUES (3, 3, 7)").code() ==
          std::to_string(SQLITE_CONSTRAINT_FOREIGNKEY));
    fails<foreign_key_violation>(connection, "DELETE FROM parent");
    CHECK(fails<constraint_violation>(connection, "DELETE FROM child").message() == "own words");
    fails<constraint_violation>(connection, "INSERT INTO strict VALUES ('x')");
}

TEST_CASE("what SQLite does not understand is a syntax error", "[sqlite_error]") {
    sqlite_connection connection(":memory:", {});
    CHECK(fails<syntax_error>(connection, "SELEC 1").message() == "near \"SELEC\": syntax error");
    CHECK(fails<syntax_error>(connection, "SELECT * FROM nowhere").message() == "no such table: nowhere");
    CHECK_THROWS_AS(connection.execute("SELECT nothing"), syntax_error);
    // Found only when it runs, it is no fault of the text, but of a value.
    auto statement = connection.prepare(text_statement("SELECT json('{')"), false);
    try {
        statement.step();
        FAIL("no exception was thrown");
    } catch (const error& malformed) {
        CHECK(typeid(malformed) == typeid(conversion_error));
        CHECK(malformed.message() == "malformed JSON");
        CHECK(malformed.sql() == "SELECT json('{')");
    }
}

TEST_CASE("locks can be tried again", "[sqlite_error]") {
    const sqlite_folder folder;
    sqlite_connection first(folder.file(), {}), second(folder.file(), {.busy_timeout = std::chrono::milliseconds(20)});
    first.execute("CREATE TABLE t (i INTEGER)");
    first.begin({});
    const auto locked = caught<busy>([&] { second.begin({}); });
    CHECK(locked.can_retry());
    CHECK(locked.code() == std::to_string(SQLITE_BUSY));
    CHECK_FALSE(second.in_transaction());
    first.rollback();

    // What was read is outdated when it is time to write.
    second.begin({.immediate = false});
    CHECK(ask(second, "SELECT count(*) FROM t") == "0");
    first.execute("INSERT INTO t VALUES (1)");
    const auto outdated = caught<serialization_failure>([&] { second.execute("INSERT INTO t VALUES (2)"); });
    CHECK(outdated.can_retry());
    second.rollback();
    second.execute("INSERT INTO t VALUES (2)");

    // Two statements of one connection in each other's way.
    auto reader = first.prepare(text_statement("SELECT i FROM t"), false);
    REQUIRE(reader.step());
    CHECK_THROWS_AS(first.execute("DROP TABLE t"), busy);
}

TEST_CASE("what is interrupted has run out of time", "[sqlite_error]") {
    sqlite_connection connection(":memory:", {});
    sqlite3_progress_handler(connection.native(), 1000, [](void*) { return 1; }, nullptr);
    const auto late = fails<timeout>(
        connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
    CHECK(late.can_retry());
}

TEST_CASE("what is too large or of the wrong type is a conversion error", "[sqlite_error]") {
    sqlite_connection connection(":memory:", {});
    fails<conversion_error>(connection, "SELECT zeroblob(2000000000)");
    fails<conversion_error>(connection, "SELECT abs(-9223372036854775808)");
    connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY)");
    fails<conversion_error>(connection, "INSERT INTO t VALUES ('x')");
    auto statement = connection.prepare(text_statement("SELECT ?1", {{}}), false);
    CHECK_THROWS_AS(statement.bind(2, std::int64_t{1}), conversion_error);
}

TEST_CASE("a file that is no database, damaged or not there says so", "[sqlite_error]") {
    const sqlite_folder folder;
    std::ofstream(folder.file("letter.txt")) << std::string(2000, 'x');
    const auto letter = caught<connection_error>([&] { sqlite_connection(folder.file("letter.txt"), {}); });
    CHECK(letter.code() == std::to_string(SQLITE_NOTADB));
    CHECK_FALSE(letter.connection_lost()); // there was none to lose
    CHECK(letter.message() ==
          "cannot open the SQLite database \"" + folder.file("letter.txt") + "\": file is not a database");

    CHECK_FALSE(caught<connection_error>([&] { sqlite_connection(folder.path().string(), {}); }).connection_lost());
    CHECK_THROWS_AS(sqlite_connection(folder.file("no/folder.db"), {}), connection_error);
    CHECK_THROWS_AS(sqlite_connection(folder.file("new.db"), {.create = false}), connection_error);
    const auto missing =
        caught<connection_error>([&] { sqlite_connection(folder.file("new.db"), {.read_only = true}); });
    CHECK(missing.message().find("new.db\": unable to open database file") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file("new.db")));

    {
        sqlite_connection made(folder.file("damaged.db"), {.journal = sqlite::journal::rollback});
        made.execute("CREATE TABLE t (s TEXT); INSERT INTO t VALUES (hex(randomblob(100000)))");
    }
    std::fstream damage(folder.file("damaged.db"), std::ios::in | std::ios::out | std::ios::binary);
    damage.seekp(4096);
    damage << std::string(4096, '\xee');
    damage.close();
    sqlite_connection damaged(folder.file("damaged.db"), {.journal = sqlite::journal::rollback});
    CHECK(fails<connection_error>(damaged, "SELECT * FROM t").code() == std::to_string(SQLITE_CORRUPT));
}
