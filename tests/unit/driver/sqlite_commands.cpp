// The commands of transactions, kept prepared: what they do, what they leave, and when they are prepared anew.

#include <refract/driver/sqlite.hpp>
#include <refract/driver/sqlite_commands.hpp>

#include <support/sqlite_session.hpp>

#include <string>
#include <utility>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

int statements_of(sqlite3* connection) {
    int count = 0;
    for (sqlite3_stmt* each = nullptr; (each = sqlite3_next_stmt(connection, each));) ++count;
    return count;
}
/// Another connection that gives up at once.
sqlite::options impatient() { return {.busy_timeout = std::chrono::milliseconds(0)}; }

} // namespace

TEST_CASE("a command is prepared once", "[sqlite_commands]") {
    sqlite_connection connection(":memory:", {});
    for (int i = 0; i < 3; ++i) {
        connection.begin({});
        connection.command("SAVEPOINT refract_1");
        connection.command("RELEASE SAVEPOINT refract_1");
        connection.commit();
    }
    CHECK(statements_of(connection.native()) == 4);
    connection.begin({});
    for (int i = 0; i < 30; ++i) { // more than are kept
        connection.command(("SAVEPOINT refract_" + std::to_string(i)).c_str());
        connection.execute("CREATE TABLE t" + std::to_string(i) + " (i INTEGER)");
    }
    CHECK(statements_of(connection.native()) < 16);
    connection.command("ROLLBACK TO SAVEPOINT refract_20");
    connection.command("RELEASE SAVEPOINT refract_20");
    connection.commit();
    CHECK(ask(connection, "SELECT count(*) FROM sqlite_schema") == "20");
}

TEST_CASE("a connection that closes leaves no command behind", "[sqlite_commands]") {
    const sqlite_folder folder;
    sqlite_connection connection(folder.file(), {});
    connection.begin({});
    connection.execute("CREATE TABLE t (i INTEGER)");
    connection.commit();
    connection.close();
    // The last connection takes the write-ahead log away; one that waits for its statements would not yet.
    CHECK_FALSE(std::filesystem::exists(folder.file() + "-wal"));
}

TEST_CASE("a command that fails does so again, or works the next time", "[sqlite_commands]") {
    const sqlite_folder folder;
    sqlite_connection connection(folder.file(),
                                 {.busy_timeout = std::chrono::milliseconds(0), .journal = sqlite::journal::rollback});
    connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY, of INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)");
    sqlite_connection other(folder.file(), impatient());
    connection.begin({});
    CHECK_THROWS_AS(other.begin({}), busy);
    CHECK_THROWS_AS(other.begin({}), busy);
    other.execute("BEGIN; SELECT count(*) FROM t"); // it reads: the commit has to wait for it
    connection.execute("INSERT INTO t VALUES (1, 2)");
    CHECK_THROWS_AS(connection.commit(), foreign_key_violation);
    connection.execute("INSERT INTO t VALUES (2, 1)");
    const auto reading = [&] { return ask(other, "SELECT count(*) FROM t"); };
    CHECK(reading() == "0");
    CHECK_THROWS_AS(connection.commit(), busy);
    CHECK(connection.in_transaction());
    other.execute("COMMIT");
    connection.commit();
    CHECK_FALSE(connection.in_transaction());
    CHECK(reading() == "2");
    other.begin({});
    other.execute("DELETE FROM t");
    CHECK_THROWS_AS(connection.begin({}), busy);
    other.rollback();
    CHECK(reading() == "2");
    CHECK_THROWS_AS(connection.command("RELEASE SAVEPOINT refract_1"), error);
    CHECK_THROWS_AS(connection.command("RELEASE SAVEPOINT refract_1"), error);
    CHECK_THROWS_AS(connection.command("BEGINN"), syntax_error);
}

TEST_CASE("a rollback that SQLite did by itself is none twice", "[sqlite_commands]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY)");
    for (int i = 0; i < 2; ++i) {
        connection.begin({});
        CHECK_THROWS_AS(connection.execute("INSERT INTO t VALUES (1); INSERT OR ROLLBACK INTO t VALUES (1)"),
                        unique_violation);
        CHECK_FALSE(connection.in_transaction());
        CHECK_THROWS_AS(connection.commit(), error);
        connection.rollback();
    }
    connection.begin({});
    connection.execute("INSERT INTO t VALUES (1)");
    connection.rollback();
    CHECK(ask(connection, "SELECT count(*) FROM t") == "0");
}

TEST_CASE("a transaction locks databases that were attached after another one", "[sqlite_commands]") {
    const sqlite_folder folder;
    sqlite_connection connection(folder.file(), impatient());
    sqlite_connection other(folder.file("other.db"), impatient());
    other.execute("CREATE TABLE t (i INTEGER)");
    connection.begin({});
    connection.commit();
    const auto locks_it = [&] {
        connection.begin({});
        bool is_locked = false;
        try {
            other.execute("INSERT INTO t VALUES (1)");
        } catch (const busy&) { is_locked = true; }
        connection.commit();
        return is_locked;
    };
    CHECK_FALSE(locks_it());
    for (int i = 0; i < 2; ++i) {
        connection.execute("ATTACH '" + folder.file("other.db") + "' AS other");
        CHECK(locks_it());
        CHECK(locks_it());
        connection.execute("DETACH other");
        if (i == 0) CHECK_FALSE(locks_it());
    }
    connection.execute("ATTACH '" + folder.file("third.db") + "' AS third");
    CHECK_FALSE(locks_it());
}
