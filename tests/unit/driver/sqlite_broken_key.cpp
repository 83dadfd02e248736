#include "support/catch.hpp"

#include <refract/driver/sqlite_broken_key.hpp>

#include <memory>

namespace {

using namespace refract::detail;
using key_names = std::vector<std::string>;

struct sqlite_file_closer {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};
using open_connection = std::unique_ptr<sqlite3, sqlite_file_closer>;

open_connection connection_of(const char* script) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(":memory:", &connection) == SQLITE_OK);
    open_connection made(connection);
    REQUIRE(sqlite3_exec(connection, script, nullptr, nullptr, nullptr) == SQLITE_OK);
    return made;
}
/// "letter(owner_id)", where it can have been that key alone.
std::string broken_by(const open_connection& connection, std::string_view sql) {
    refract::error_details details;
    add_only_key(connection.get(), sql, details);
    std::string said = details.only_key_table;
    for (const std::string& each : details.only_key_columns) said += "(" + each + ")";
    return said;
}

constexpr const char* post_office_tables = R"(
    CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE letter (id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owner (id), reader_id REFERENCES owner);
    CREATE TABLE stamp (letter_id REFERENCES letter ON DELETE CASCADE ON UPDATE CASCADE, number, PRIMARY KEY (letter_id, number));
    CREATE TABLE answer (id INTEGER PRIMARY KEY, l, n, FOREIGN KEY (l, n) REFERENCES stamp (letter_id, number));
    CREATE TABLE "the ""note" (letter_id REFERENCES letter ON DELETE SET NULL);
    CREATE TABLE folder (id INTEGER PRIMARY KEY, parent_id REFERENCES folder ON DELETE CASCADE, owner_id REFERENCES owner ON DELETE CASCADE);
)";

} // namespace

TEST_CASE("what a statement of SQLite writes", "[sqlite_broken_key]") {
    const auto read = [](std::string_view sql) { return sqlite_written_table_reader(sql).read(); };
    CHECK(read("INSERT INTO \"a \"\" b\" VALUES (1)").name == "a \" b");
    CHECK(read("insert or ignore into main.[t] select 1").name == "t");
    CHECK(read("insert or ignore into main.[t] select 1").schema == "main");
    CHECK_FALSE(read("INSERT OR IGNORE INTO t VALUES (1)").deletes);
    CHECK(read("INSERT OR REPLACE INTO t VALUES (1)").deletes);
    CHECK(read("REPLACE INTO t VALUES (1)").deletes);
    CHECK(read("REPLACE INTO t VALUES (1)").inserts);
    CHECK(read("WITH w AS (DELETE FROM x) UPDATE t SET a = (SELECT b, c), (d, e) = (1, 2) WHERE f = 1").name == "t");
    CHECK(read("UPDATE t SET \"a\" = 1, b = 2 WHERE c = 3 AND d = 4").set_columns == key_names{"a", "b"});
    CHECK(read("UPDATE t SET (a, b) = (SELECT 1, 2)").sets("B"));
    CHECK(read("INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1").set_columns == key_names{"a"});
    CHECK(read("DELETE FROM t WHERE a IN (SELECT 1)").deletes);
    CHECK(read("DELETE FROM t;").name == "t");
    CHECK(read("DELETE FROM t; DELETE FROM u").name.empty());
    for (const char* none : {"", "COMMIT", "SELECT 1", "INSERT", "DELETE FROM"}) CHECK(read(none).name.empty());
}

TEST_CASE("the key that a statement of SQLite can have broken alone", "[sqlite_broken_key]") {
    const open_connection connection = connection_of(post_office_tables);
    CHECK(broken_by(connection, "INSERT INTO stamp VALUES (1, 2)") == "stamp(letter_id)");
    CHECK(broken_by(connection, "INSERT INTO ANSWER VALUES (1, 2, 3)") == "answer(l)(n)");
    CHECK(broken_by(connection, "INSERT INTO letter VALUES (1, 2, 3)").empty());
    CHECK(broken_by(connection, "INSERT INTO owner VALUES (1, 'a')").empty());
    CHECK(broken_by(connection, "UPDATE letter SET reader_id = 1") == "letter(reader_id)");
    CHECK(broken_by(connection, "UPDATE letter SET reader_id = 1, owner_id = 2").empty());
    CHECK(broken_by(connection, "UPDATE owner SET name = 'b'").empty());
    CHECK(broken_by(connection, "DELETE FROM answer").empty());
    CHECK(broken_by(connection, "DELETE FROM owner").empty());
    // Stamps go with their letter, and notes are left without one: answers hold stamps.
    CHECK(broken_by(connection, "DELETE FROM letter") == "answer(l)(n)");
    CHECK(broken_by(connection, "UPDATE stamp SET number = 2") == "answer(l)(n)");
    CHECK(broken_by(connection, "DELETE FROM stamp") == "answer(l)(n)");
    CHECK(broken_by(connection, "INSERT INTO \"the \"\"note\" VALUES (7)") == "the \"note(letter_id)");
    // Folders inside of folders, in a circle.
    CHECK(broken_by(connection, "DELETE FROM folder").empty());
    CHECK(broken_by(connection, "UPDATE folder SET parent_id = 8") == "folder(parent_id)");
}

TEST_CASE("keys of attached databases of SQLite, and of none", "[sqlite_broken_key]") {
    const open_connection connection = connection_of(R"(
        ATTACH ':memory:' AS "o""ther";
        CREATE TABLE "o""ther".a (id INTEGER PRIMARY KEY);
        CREATE TABLE "o""ther".b (a_id REFERENCES a);
    )");
    CHECK(broken_by(connection, "INSERT INTO \"o\"\"ther\".b VALUES (1)") == "b(a_id)");
    CHECK(broken_by(connection, "INSERT INTO nowhere.b VALUES (1)").empty());
    CHECK(broken_by(connection, "INSERT INTO b VALUES (1)").empty());
}
