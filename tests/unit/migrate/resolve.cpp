#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/down.hpp>
#include <refract/migrate/report.hpp>
#include <refract/migrate/resolve.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {
const std::string a = "20260101000000_a", b = "20260102000000_b", c = "20260103000000_c";
}

TEMPLATE_TEST_CASE("what was applied by hand is said, and not run", "[resolve]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);");
    folder.add(b, "INSERT INTO x VALUES (1);\n-- refract: commit\nINSERT INTO nosuch VALUES (1);");
    folder.add(c, "INSERT INTO x VALUES (3);");
    CHECK_THROWS_WITH(migrate::resolve_rolled_back(db, a), refract_test::has_text("was never begun"));
    CHECK_THROWS_AS(migrate::deploy(db, folder.path), error);
    CHECK_THROWS_WITH(migrate::resolve_applied(db, folder.path, a), refract_test::has_text("is applied already"));
    CHECK_THROWS_WITH(migrate::resolve_applied(db, folder.path, "20260109000000_x"),
                      refract_test::has_text("neither in the"));
    CHECK_THROWS_WITH(migrate::resolve_rolled_back(db, a), refract_test::has_text("down undoes it"));
    CHECK_THROWS_WITH(migrate::baseline(db, folder.path), refract_test::has_text("failed half-way"));

    migrate::resolve_rolled_back(db, b);
    CHECK(migrate::report_history(db, folder.path).pending == names{b, c});
    CHECK_THROWS_AS(migrate::deploy(db, folder.path), error); // its first statement is run again
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"1", "1"});
    migrate::resolve_applied(db, folder.path, b);
    CHECK(migrate::deploy(db, folder.path) == names{c});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"1", "1", "3"});
    CHECK(migrate::report_history(db, folder.path).is_clean());
}

TEMPLATE_TEST_CASE("a database that was there before begins with a baseline", "[resolve]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fresh.rows("CREATE TABLE x (n INTEGER)");
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);");
    folder.add(b, "INSERT INTO x VALUES (2);");
    CHECK_THROWS_AS(migrate::deploy(db, folder.path), error); // x is there
    CHECK_THROWS_WITH(migrate::baseline(db, folder.path, c), refract_test::has_text("no migration " + c));
    CHECK(migrate::baseline(db, folder.path, a) == names{a});
    CHECK(migrate::deploy(db, folder.path) == names{b});
    CHECK(migrate::baseline(db, folder.path).empty());
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"2"});
    CHECK(migrate::report_history(db, folder.path).is_clean());
    CHECK(fresh.rows("SELECT name FROM _refract_migrations WHERE log LIKE 'baseline%'") == text_rows{a});
}

TEMPLATE_TEST_CASE("of a statement whose end nobody saw, a person says whether it is done", "[resolve]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);\n-- refract: no transaction\nINSERT INTO x VALUES (1);\n"
                  "INSERT INTO x VALUES (2);");
    const std::string script = folder.text(a + "/migration.sql");
    const auto statements = migrate::read_instructions(a, script, true);
    for (const bool is_done : {true, false}) {
        migrate::deploy(db, folder.path);
        fresh.rows("DELETE FROM x");
        fresh.rows("UPDATE _refract_migrations SET finished_at = NULL, steps = 1, is_outside = (1 = 1), done = '" +
                   detail::hash_of_first(statements, 1) + "'");
        CHECK_THROWS_WITH(migrate::deploy(db, folder.path, {.patience = std::chrono::milliseconds(1)}),
                          refract_test::has_text("resolve_statement"));
        migrate::resolve_statement(db, folder.path, a, is_done);
        CHECK_THROWS_WITH(migrate::resolve_statement(db, folder.path, a, is_done),
                          refract_test::has_text("waits to be told"));
        CHECK(migrate::deploy(db, folder.path) == names{a});
        CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == (is_done ? text_rows{"2"} : text_rows{"1", "2"}));
        fresh.rows("DROP TABLE x");
        fresh.rows("DELETE FROM _refract_migrations");
    }
}

TEMPLATE_TEST_CASE("what a squashed migration replaces goes with it, when it is said to be gone", "[resolve]",
                   REFRACT_TEST_DATABASES) {
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);");
    for (const bool is_statement : {false, true}) {
        fresh_database<TestType> fresh(place::file);
        if (!fresh) return;
        auto& db = fresh.db();
        const migrations_folder later;
        later.add(b, "-- refract: replaces " + a + "\nCREATE TABLE x (n INTEGER);",
                  std::string("DELETE FROM x;\n-- refract: ") +
                      (is_statement ? "no transaction\nDROP TABLE x;" : "commit\nDROP TABLE nosuch;"));
        migrate::deploy(db, folder.path);
        migrate::deploy(db, later.path);
        if (is_statement) {
            migrate::deploy_options<typename TestType::database> options;
            options.on_step = [](const auto& now) {
                if (now.step == 2 && now.what == migrate::deploy_progress::event::done) throw 1;
            };
            CHECK_THROWS_AS(migrate::down(db, later.path, {}, options), int); // as a program that is ended
            migrate::resolve_statement(db, later.path, b, true);
        } else {
            CHECK_THROWS_AS(migrate::down(db, later.path), error);
            migrate::resolve_rolled_back(db, b, later.path);
        }
        const migrate::history_report left = migrate::report_history(db, later.path);
        CHECK(left.pending == names{b});
        CHECK(left.squashed.empty());
    }
}

TEMPLATE_TEST_CASE("what is refused leaves no history", "[resolve]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    CHECK_THROWS_AS(migrate::resolve_rolled_back(fresh.db(), a), error);
    CHECK_FALSE(detail::has_history(fresh.db()));
}
