// Connections and statements of SQLite: files and memory, options, transactions, lists.

#include <refract/driver/sqlite.hpp>

#include <support/sqlite_session.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

TEST_CASE("a file is opened as the options say", "[sqlite]") {
    const sqlite_folder folder;
    sqlite_connection usual(folder.file(), {});
    CHECK(usual.is_open());
    CHECK(ask(usual, "PRAGMA journal_mode") == "wal");
    CHECK(ask(usual, "PRAGMA foreign_keys") == "1");
    CHECK(ask(usual, "PRAGMA busy_timeout") == "5000");
    usual.execute("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)");

    sqlite_connection other(
        folder.file("other.db"),
        {.foreign_keys = false, .busy_timeout = std::chrono::milliseconds(7), .journal = sqlite::journal::rollback});
    CHECK(ask(other, "PRAGMA journal_mode") == "delete");
    CHECK(ask(other, "PRAGMA foreign_keys") == "0");
    CHECK(ask(other, "PRAGMA busy_timeout") == "7");

    sqlite_connection reader(folder.file(), {.read_only = true});
    CHECK(ask(reader, "SELECT i FROM t") == "1");
    CHECK_THROWS_AS(reader.execute("INSERT INTO t VALUES (2)"), error);
    reader.begin({});
    reader.rollback();
    sqlite_connection memory(":memory:", {});
    CHECK(ask(memory, "PRAGMA journal_mode") == "memory");
}

TEST_CASE("a file that is there keeps its journal unless it is told otherwise", "[sqlite]") {
    const sqlite_folder folder;
    {
        sqlite_connection made(folder.file(), {.journal = sqlite::journal::rollback});
        made.execute("CREATE TABLE t (i INTEGER)");
    }
    {
        sqlite_connection usual(folder.file(), {});
        CHECK(ask(usual, "PRAGMA journal_mode") == "delete");
        usual.execute("INSERT INTO t VALUES (1)");
    }
    CHECK(ask(*std::make_unique<sqlite_connection>(folder.file(), sqlite::options{.read_only = true}),
              "PRAGMA journal_mode") == "delete");
    CHECK(ask(*std::make_unique<sqlite_connection>(folder.file(), sqlite::options{.journal = sqlite::journal::wal}),
              "PRAGMA journal_mode") == "wal");
    CHECK(ask(*std::make_unique<sqlite_connection>(folder.file(), sqlite::options{}), "PRAGMA journal_mode") == "wal");
    std::ofstream(folder.file("empty.db")).close();
    sqlite_connection empty(folder.file("empty.db"), {});
    CHECK(ask(empty, "PRAGMA journal_mode") == "wal");
    std::ofstream(folder.file("none.db")).close();
    sqlite_connection none(folder.file("none.db"), {.read_only = true});
    CHECK(ask(none, "SELECT count(*) FROM sqlite_schema") == "0");
}

TEST_CASE("a name that starts with file: is a URI on every build of SQLite", "[sqlite]") {
    const sqlite_folder folder;
    {
        sqlite_connection made("file:" + folder.file() + "?mode=rwc", {});
        made.execute("CREATE TABLE t (i INTEGER)");
    }
    CHECK(std::filesystem::exists(folder.file()));
    sqlite_connection reader("file:" + folder.file() + "?mode=ro", {});
    CHECK_THROWS_AS(reader.execute("INSERT INTO t VALUES (1)"), error);
    sqlite_connection shared("file:refract_shared?mode=memory&cache=shared", {});
    shared.execute("CREATE TABLE t (i INTEGER)");
    sqlite_connection other("file:refract_shared?mode=memory&cache=shared", {});
    CHECK(ask(other, "SELECT count(*) FROM t") == "0");
    CHECK_FALSE(std::filesystem::exists("file:refract_shared?mode=memory&cache=shared"));
}

TEST_CASE("a file that cannot be used is a connection error that says why", "[sqlite]") {
    CHECK_THROWS_WITH(sqlite_connection("", {}), refract_test::has_text("path of the SQLite database is empty"));
    CHECK_NOTHROW(sqlite_connection("file:", {}));
    const sqlite_folder folder;
    const auto why = [](const std::string& path, const sqlite::options& how = {}) {
        return caught<connection_error>([&] { sqlite_connection made(path, how); }).message();
    };
    CHECK(why(folder.file() + std::string("\0 junk", 6)).find("NUL") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file()));
    { sqlite_connection(folder.file(), {.journal = sqlite::journal::rollback}).execute("CREATE TABLE t (i INTEGER)"); }
    std::filesystem::permissions(folder.file(), std::filesystem::perms(0444));
    const uid_t user = geteuid();
    if (user == 0) REQUIRE(seteuid(65534) == 0); // to root every file may be written
    const std::string refused = why(folder.file());
    const std::string converted = why(folder.file(), {.journal = sqlite::journal::wal});
    CHECK_NOTHROW(sqlite_connection(folder.file(), {.read_only = true}));
    CHECK_NOTHROW(sqlite_connection("file:" + folder.file() + "?mode=ro", {}));
    if (user == 0) REQUIRE(seteuid(0) == 0);
    CHECK(refused == "cannot open the SQLite database \"" + folder.file() +
                         "\": it may not be written; open it with read_only = true");
    CHECK(converted == refused);
}

TEST_CASE("a folder that may not be written is told from the file in it", "[sqlite]") {
    const sqlite_folder folder;
    for (const char* name : {"rollback.db", "wal.db"}) {
        const bool is_wal = std::string_view(name) == "wal.db";
        sqlite_connection made(folder.file(name),
                               {.journal = is_wal ? sqlite::journal::wal : sqlite::journal::rollback});
        made.execute("CREATE TABLE t (i INTEGER)");
        made.close();
        std::filesystem::permissions(folder.file(name), std::filesystem::perms(0666));
    }
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
    const uid_t user = geteuid();
    if (user == 0) REQUIRE(seteuid(65534) == 0);
    const auto opened = [&](const sqlite::options& how) {
        return caught<connection_error>([&] { sqlite_connection made(folder.file("wal.db"), how); });
    };
    const auto reading = opened({.read_only = true}), writing = opened({});
    sqlite_connection rollback(folder.file("rollback.db"), {});
    const std::string refused = caught<error>([&] { rollback.execute("INSERT INTO t VALUES (1)"); }).message();
    sqlite_connection unchanging("file:" + folder.file("wal.db") + "?immutable=1", {.read_only = true});
    CHECK(ask(unchanging, "SELECT count(*) FROM t") == "0");
    if (user == 0) REQUIRE(seteuid(0) == 0);
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
    for (const connection_error& each : {reading, writing}) {
        CHECK(each.message().starts_with("cannot open the SQLite database \"" + folder.file("wal.db") + "\": "));
        CHECK(each.message().find("its folder may not be written") != std::string::npos);
        CHECK(each.code() == std::to_string(SQLITE_READONLY_DIRECTORY));
        CHECK_FALSE(each.connection_lost());
    }
    CHECK(refused.find("its folder may not be written") != std::string::npos);
}

TEST_CASE("each placeholder has a value and each value a placeholder", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)");
    const auto refused = [&](const std::string& sql, std::vector<sql_type> values) {
        return caught<syntax_error>([&] { connection.prepare(text_statement(sql, std::move(values)), true); })
            .message();
    };
    for (const char* each : {"?", "?1", ":x", "@x", "$1"}) {
        CAPTURE(each);
        CHECK(refused(std::string("SELECT i FROM t WHERE i = ") + each, {}) ==
              "the statement has 1 placeholder and is given 0 values; write {} for each value, outside of quotes and "
              "comments");
        CHECK_THROWS_AS(connection.execute(std::string("SELECT 1; UPDATE t SET i = ") + each), syntax_error);
    }
    CHECK(refused("SELECT ?1, ?", {{}}).starts_with("the statement has 2 placeholders and is given 1 value;"));
    CHECK(refused("SELECT '?1' -- ?2", {{}}).starts_with("the statement has 0 placeholders and is given 1 value;"));
    CHECK(refused("SELECT ?3", {{}, {}}).starts_with("the statement has 3 placeholders and is given 2 values;"));
    CHECK(ask(connection, "SELECT i FROM t") == "1");
    CHECK_NOTHROW(connection.prepare(text_statement("SELECT ?1, ?1, ?2", {{}, {}}), true));
}

TEST_CASE("transactions commit, roll back, and may only read", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER)");
    connection.begin({});
    CHECK(connection.in_transaction());
    connection.execute("INSERT INTO t VALUES (1)");
    connection.commit();
    CHECK_FALSE(connection.in_transaction());
    connection.begin({.isolation = isolation::serializable, .immediate = false});
    connection.execute("INSERT INTO t VALUES (2)");
    connection.rollback();
    CHECK_NOTHROW(connection.rollback());
    CHECK(ask(connection, "SELECT sum(i) FROM t") == "1");

    connection.begin({.read_only = true});
    CHECK_THROWS_AS(connection.execute("INSERT INTO t VALUES (3)"), error);
    CHECK(ask(connection, "SELECT sum(i) FROM t") == "1");
    connection.commit();
    connection.execute("INSERT INTO t VALUES (3)");
    connection.begin({.read_only = true});
    connection.rollback();
    CHECK_NOTHROW(connection.execute("INSERT INTO t VALUES (4)"));
    CHECK_THROWS_AS(connection.commit(), error);
    connection.begin({});
    CHECK_THROWS_AS(connection.begin({}), error);
    CHECK_THROWS_AS(connection.begin({.read_only = true}), error);
    CHECK_NOTHROW(connection.execute("INSERT INTO t VALUES (5)")); // the outer one may still write
    connection.rollback();
}

TEST_CASE("what the program lets only read stays so behind a transaction that only reads", "[sqlite]") {
    sqlite_connection db(":memory:", {});
    db.execute("CREATE TABLE t (i INTEGER); PRAGMA query_only = ON");
    db.begin({.read_only = true});
    db.commit();
    CHECK_THROWS_AS(db.execute("INSERT INTO t VALUES (1)"), error);
    db.execute("PRAGMA query_only = OFF");
    db.begin({.read_only = true});
    db.rollback();
    CHECK_NOTHROW(db.execute("INSERT INTO t VALUES (1)"));
}

TEST_CASE("a script is any number of statements", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2);");
    CHECK(connection.changes() == 2);
    CHECK_NOTHROW(connection.execute(""));
    CHECK_NOTHROW(connection.execute("-- a comment"));
    CHECK_THROWS_AS(connection.execute("INSERT INTO t VALUES (3); SELEC"), syntax_error);
    CHECK(ask(connection, "SELECT count(*) FROM t") == "3"); // SQLite has no transaction of its own around it
    CHECK_THROWS_AS(connection.execute(std::string_view("SELECT 1;\0DROP TABLE t", 22)), syntax_error);
    CHECK_THROWS_AS(
        connection.execute("INSERT INTO t SELECT i FROM t WHERE i / 0 IS NULL AND abs(-9223372036854775808)"), error);
}

TEST_CASE("a statement is one statement", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (i INTEGER)");
    CHECK_NOTHROW(connection.prepare(text_statement("SELECT 1; -- and a comment"), false));
    CHECK_NOTHROW(connection.prepare(text_statement("SELECT 1;  \n"), false));
    CHECK_THROWS_AS(connection.prepare(text_statement("SELECT 1; DROP TABLE t"), false), syntax_error);
    CHECK_THROWS_AS(connection.prepare(text_statement(""), false), syntax_error);
    CHECK_THROWS_AS(connection.prepare(text_statement("-- nothing"), false), syntax_error);
    CHECK_THROWS_AS(connection.prepare(text_statement(std::string("SELECT 1\0 + 1", 13)), false), syntax_error);
}

TEST_CASE("an endless wait is as long as SQLite can wait", "[sqlite]") {
    sqlite_connection connection(":memory:", {.busy_timeout = std::chrono::milliseconds::max()});
    sqlite_statement timeout = connection.prepare({.sql = "PRAGMA busy_timeout", .size = 19}, false);
    timeout.begin(false);
    REQUIRE(timeout.step());
    CHECK(timeout.row().cell(0).read<std::int64_t>() == std::numeric_limits<int>::max());
}

TEST_CASE("a script tells what cannot be prepared from what fails while it runs", "[sqlite]") {
    sqlite_connection connection(":memory:", {});
    CHECK_THROWS_AS(connection.execute("SELECT 1; SELECT abs(-9223372036854775807 - 1)"), conversion_error);
    CHECK_THROWS_AS(connection.execute("SELECT 1; SELEC 2"), syntax_error);
    try {
        connection.execute("SELECT json('x')");
        FAIL("nothing was thrown");
    } catch (const syntax_error&) { FAIL("the text is right"); } catch (const error& failure) {
        CHECK(std::string_view(failure.what()).starts_with("malformed JSON"));
    }
    connection.execute(" ; -- nothing\n");
}

TEST_CASE("threads that open one new file wait for each other", "[sqlite]") {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("refract_open_" + std::to_string(getpid()))).string();
    for (int round = 0; round < 10; ++round) {
        std::vector<std::thread> threads;
        std::atomic<int> failures{0};
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                try {
                    sqlite_connection connection(path, {});
                } catch (const error&) { ++failures; }
            });
        for (std::thread& each : threads) each.join();
        CHECK(failures == 0);
        for (const char* part : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + part);
    }
}
