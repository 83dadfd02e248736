#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/down.hpp>
#include <refract/migrate/report.hpp>
#include <refract/test/fault.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {
const std::string a = "20260101000000_a", b = "20260102000000_b", c = "20260103000000_c";

void add_three(const migrations_folder& folder) {
    folder.add(a, "CREATE TABLE x (n INTEGER);", "DROP TABLE x;");
    folder.add(b, "INSERT INTO x VALUES (2);", "DELETE FROM x WHERE n = 2;");
    folder.add(c, "INSERT INTO x VALUES (3);",
               "DELETE FROM x WHERE n = 3;\n-- refract: commit\nINSERT INTO x VALUES (9);");
}
} // namespace

TEMPLATE_TEST_CASE("migrations are undone by their way back, the last one first", "[down]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    CHECK_THROWS_WITH(migrate::down(db, folder.path), refract_test::has_text("there is no folder"));
    add_three(folder);
    CHECK(migrate::down(db, folder.path).empty()); // none of them is applied
    migrate::deploy(db, folder.path);
    CHECK(migrate::down(db, folder.path) == names{c});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"2", "9"});
    CHECK(migrate::report_history(db, folder.path).pending == names{c});
    CHECK(migrate::deploy(db, folder.path) == names{c});
    CHECK_THROWS_WITH(migrate::down(db, folder.path, {.to = "20260109000000_x"}),
                      refract_test::has_text("is not applied"));
    CHECK(migrate::down(db, folder.path, {.to = a}) == names{c, b});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"9", "9"});
    CHECK(migrate::down(db, folder.path, {.to = "0"}) == names{a});
    CHECK_THROWS_AS(db.execute("SELECT n FROM x"), error);
    CHECK(migrate::deploy(db, folder.path) == names{a, b, c});
}

TEMPLATE_TEST_CASE("without a way back nothing is undone, and one that fails stays", "[down]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    add_three(folder);
    migrate::deploy(db, folder.path);
    const auto write_down = [&](const std::string& name, const std::string& sql) {
        detail::write_text_file(folder.path / name / "down.sql", sql);
    };
    write_down(b, "-- nobody knows\n");
    CHECK_THROWS_WITH(migrate::down(db, folder.path, {.steps = 2}), refract_test::has_text(b + " has no down.sql"));
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"2", "3"});
    write_down(c, "DELETE FROM x;\nDELETE FROM nosuch;");
    CHECK_THROWS_WITH(migrate::down(db, folder.path),
                      refract_test::has_text("line 2 of its down.sql, and nothing was undone"));
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"2", "3"});
    CHECK(migrate::report_history(db, folder.path).is_clean());

    write_down(c, "DELETE FROM x WHERE n = 3;\n-- refract: commit\nDELETE FROM nosuch;");
    CHECK_THROWS_WITH(migrate::down(db, folder.path),
                      refract_test::has_text(
                          "its first 1 of 2 statements are done and stay. Mend what stands behind them and undo it "
                          "again (migrate down): it goes on there"));
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"2"});
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path),
                      refract_test::has_text(c + " is half undone; down again first"));
    write_down(c, "DELETE FROM x WHERE n = 3;\n-- refract: commit\nINSERT INTO x VALUES (7);");
    CHECK(migrate::down(db, folder.path) == names{c});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"2", "7"});

    folder.edit(c, "INSERT INTO x VALUES (3);\n-- refract: commit\nDELETE FROM nosuch;");
    CHECK_THROWS_AS(migrate::deploy(db, folder.path, {.updates_chain = true}), error);
    CHECK_THROWS_WITH(migrate::down(db, folder.path),
                      refract_test::has_text("failed half-way, or is running now; deploy again first"));
}

TEMPLATE_TEST_CASE("a way back may run outside of a transaction, and stays applied where that fails", "[down]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);", "-- refract: no transaction\nDROP TABLE nosuch;\nDROP TABLE x;");
    migrate::deploy(db, folder.path);
    CHECK_THROWS_WITH(
        migrate::down(db, folder.path),
        refract_test::has_text("line 2 of its down.sql, and none of its 2 statements is done. Mend it and undo"));
    CHECK(migrate::report_history(db, folder.path).is_clean());
    detail::write_text_file(folder.path / a / "down.sql", "-- refract: no transaction\nVACUUM;\nDROP TABLE x;");
    CHECK(migrate::down(db, folder.path) == names{a});
    CHECK(migrate::report_history(db, folder.path).pending == names{a});
}

TEMPLATE_TEST_CASE("a reset drops what is there and begins anew", "[down]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    add_three(folder);
    migrate::deploy(db, folder.path);
    fresh.rows("CREATE TABLE y (id INTEGER PRIMARY KEY)");
    fresh.rows("CREATE TABLE z (y_id INTEGER REFERENCES y (id))");
    fresh.rows("INSERT INTO y VALUES (1)");
    fresh.rows("INSERT INTO z VALUES (1)");
    fresh.rows("CREATE VIEW v AS SELECT n FROM x");
    fresh.rows("CREATE VIEW w AS SELECT n FROM v");
    if (!TestType::is_sqlite) fresh.rows("CREATE TYPE color AS ENUM ('red'); CREATE TABLE t (c color)");
    detail::write_text_file(folder.path / "chain.lock", a + " " + std::string(64, '0') + "\n");
    CHECK_THROWS_WITH(migrate::reset(db, folder.path), refract_test::has_text("chain"));
    CHECK(fresh.rows("SELECT id FROM y") == text_rows{"1"});
    migrate::update_chain(folder.path);
    for (const char* text : {"BEGIN;", "-- refract: replaces 20260101000000_a\nSELECT 1;"}) { // seen before all is gone
        folder.edit(c, text);
        CHECK_THROWS_AS(migrate::reset(db, folder.path, {.updates_chain = true}), error);
        CHECK(fresh.rows("SELECT id FROM y") == text_rows{"1"});
    }
    folder.edit(c, "DELETE FROM nosuch;");
    CHECK_THROWS_WITH(
        migrate::reset(db, folder.path, {.updates_chain = true}),
        refract_test::has_text("everything was dropped, and deploy makes what is not there yet: the migration"));
    folder.edit(c, "INSERT INTO x VALUES (3);");
    migrate::update_chain(folder.path);
    CHECK(migrate::reset(db, folder.path) == names{a, b, c});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"2", "3"});
    migrate::drop_all(db);
    const std::string_view drops(detail::deploys_of<typename TestType::database::dialect>.drop_all);
    CHECK(db.template query<std::string>(unsafe_sql(drops, {}), std::string()).empty());
}

TEST_CASE("a reset drops what is in other schemas, and those that the folder makes", "[down]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("DROP SCHEMA IF EXISTS \"down Made\", down_there CASCADE");
    db.execute("CREATE SCHEMA down_there");
    const migrations_folder folder;
    folder.add(
        a,
        "CREATE SCHEMA \"down Made\"; CREATE TABLE \"down Made\".x (n INTEGER); CREATE TYPE down_there.kind AS "
        "ENUM ('a'); CREATE TABLE down_there.y (k down_there.kind); CREATE VIEW v AS SELECT k FROM down_there.y;",
        "");
    migrate::deploy(db, folder.path);
    db.execute("CREATE COLLATION \"down Made\".c (locale = 'C')");
    CHECK_THROWS(migrate::reset(db, folder.path)); // of the first schema alone
    CHECK(migrate::reset(db, folder.path, {}, {"", "down Made", "down_there"}) == names{a});
    CHECK(migrate::reset(db, folder.path, {}, {"", "down_there", "down Made"}) == names{a});
    migrate::drop_all(db, {"", "down Made", "down_there"});
    CHECK(fresh.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'down%' ORDER BY 1 DESC") ==
          text_rows{"down_there", "down Made"});
    CHECK(fresh
              .rows("SELECT relname FROM pg_class WHERE relnamespace IN ('\"down Made\"'::regnamespace, "
                    "'down_there'::regnamespace)")
              .empty());
    db.execute("DROP SCHEMA \"down Made\", down_there CASCADE");
    CHECK(detail::makes_schema("CREATE SCHEMA IF NOT EXISTS Sales", "sales"));
    CHECK_FALSE(detail::makes_schema("CREATE SCHEMA \"Sales\"; -- CREATE SCHEMA sales", "sales"));
}

TEMPLATE_TEST_CASE("a connection that is lost on the way back says how to go on", "[down]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);", "DELETE FROM x;\nDROP TABLE x;");
    migrate::deploy(fresh.db(), folder.path);
    std::string said;
    test::fail_everywhere<connection_error>([&] { return fresh.open(); },
                                            [&](auto& db) {
                                                try {
                                                    migrate::down(db, folder.path);
                                                } catch (const error& failure) {
                                                    said += failure.message() + "\n";
                                                    throw;
                                                }
                                            },
                                            [] {});
    CHECK_THAT(said, refract_test::has_text("was undone (line 2 of its down.sql); undo it again (migrate down)"));
    CHECK_THAT(said, !refract_test::has_text("deploy again"));
    CHECK(migrate::read_history(fresh.db()).empty());
}
