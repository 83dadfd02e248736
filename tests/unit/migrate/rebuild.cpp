#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/read_catalog.hpp>
#include <refract/sqlite.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace refract;

namespace {

/// Makes a database what the script makes, with a column more or less, and tells what stands where.
void become(sqlite::database& db, const std::string& script) {
    sqlite::database other(":memory:");
    other.execute(unsafe_sql(script));
    const auto steps = migrate::plan<dialect::sqlite>(migrate::read_database(db), migrate::read_database(other));
    REQUIRE_FALSE(steps.empty());
    db.execute("PRAGMA foreign_keys = OFF");
    db.transaction([&] {
        for (const migrate::step& each : steps) db.execute(unsafe_sql(each.sql));
    });
    db.execute("PRAGMA foreign_keys = ON");
    REQUIRE(db.query<std::int64_t>("SELECT count(*) FROM pragma_foreign_key_check()").front() == 0);
    REQUIRE(migrate::compare(migrate::read_database(db), migrate::read_database(other)).empty());
}

} // namespace

TEST_CASE("children keep their rows and links when their parent is made anew", "[rebuild]") {
    sqlite::database db(":memory:");
    const std::string children = "CREATE TABLE gone (p INT REFERENCES parent ON DELETE CASCADE);"
                                 "CREATE TABLE kept (p INT REFERENCES parent ON DELETE SET NULL);"
                                 "CREATE TABLE held (p INT REFERENCES parent ON DELETE RESTRICT);";
    db.execute(unsafe_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY, n TEXT);" + children));
    db.execute("INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO gone VALUES (1); INSERT INTO kept VALUES "
               "(1); INSERT INTO held VALUES (2)");
    become(db, "CREATE TABLE parent (id INTEGER PRIMARY KEY, n TEXT NOT NULL DEFAULT 'x');" + children);
    CHECK(db.query<std::int64_t>("SELECT p FROM gone UNION ALL SELECT p FROM kept UNION ALL SELECT p FROM held") ==
          std::vector<std::int64_t>{1, 1, 2});
    CHECK_THROWS_AS(db.execute("DELETE FROM parent WHERE id = 2"), foreign_key_violation);
}

TEST_CASE("keys of deleted rows do not come again behind a rebuild", "[rebuild]") {
    sqlite::database db(":memory:");
    db.execute("CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT)");
    db.execute("INSERT INTO x (n) VALUES ('a'), ('b'), ('c'); DELETE FROM x WHERE id > 1");
    become(db, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT, CHECK (n <> ''))");
    db.execute("INSERT INTO x (n) VALUES ('d')");
    CHECK(db.query<std::int64_t>("SELECT id FROM x ORDER BY id") == std::vector<std::int64_t>{1, 4});
    db.execute("DELETE FROM x");
    become(db, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT)");
    db.execute("INSERT INTO x (n) VALUES ('e')");
    CHECK(db.query<std::int64_t>("SELECT id FROM x") == std::vector<std::int64_t>{5});
}

TEST_CASE("triggers and views go on, also those of other tables", "[rebuild]") {
    sqlite::database db(":memory:");
    const std::string around = "CREATE TABLE log (t TEXT);"
                               "CREATE TRIGGER own AFTER INSERT ON x BEGIN INSERT INTO log VALUES ('own'); END;"
                               "CREATE TRIGGER other AFTER INSERT ON log WHEN new.t = 'z' BEGIN INSERT INTO x (n) "
                               "VALUES ('by log'); END;"
                               "CREATE VIEW all_x AS SELECT n FROM x; CREATE VIEW over AS SELECT n FROM all_x;";
    db.execute(unsafe_sql("CREATE TABLE x (id INTEGER PRIMARY KEY, n TEXT);" + around));
    become(db, "CREATE TABLE x (id INTEGER PRIMARY KEY, n TEXT UNIQUE);" + around);
    db.execute("INSERT INTO log VALUES ('z')");
    CHECK(db.query<std::string>("SELECT n FROM over") == std::vector<std::string>{"by log"});
    CHECK(db.query<std::string>("SELECT t FROM log ORDER BY t") == std::vector<std::string>{"own", "z"});
}

TEST_CASE("triggers that only the database has stay", "[rebuild]") {
    sqlite::database db(":memory:"), other(":memory:");
    db.execute("CREATE TABLE x (n TEXT); CREATE TABLE log (t TEXT);"
               "CREATE TRIGGER seen AFTER INSERT ON x BEGIN INSERT INTO log (t) VALUES (new.n); END");
    other.execute("CREATE TABLE x (n TEXT NOT NULL); CREATE TABLE log (t TEXT, u TEXT)");
    for (const migrate::step& each :
         migrate::plan<dialect::sqlite>(migrate::read_database(db), migrate::read_database(other)))
        db.execute(unsafe_sql(each.sql));
    db.execute("INSERT INTO x VALUES ('a')");
    CHECK(db.query<std::string>("SELECT t FROM log") == std::vector<std::string>{"a"});
}

TEST_CASE("a table that refers to itself, and generated columns", "[rebuild]") {
    sqlite::database db(":memory:");
    db.execute("CREATE TABLE x (id INTEGER PRIMARY KEY, up INT REFERENCES x, twice INT AS (id * 2), d INT AS (id) "
               "STORED) STRICT");
    db.execute("INSERT INTO x (id, up) VALUES (1, NULL), (2, 1)");
    become(db, "CREATE TABLE x (id INTEGER PRIMARY KEY, up INT NOT NULL DEFAULT 1 REFERENCES x ON DELETE CASCADE, "
               "d INT AS (id + 1) STORED) STRICT");
    CHECK(db.query<std::string>("SELECT id || ' ' || up || ' ' || d FROM x ORDER BY id") ==
          std::vector<std::string>{"1 1 2", "2 1 3"});
}
