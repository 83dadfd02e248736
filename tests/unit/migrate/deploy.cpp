#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/down.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/migrations.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {

const std::string first = "20260101000000_first", second = "20260102000000_second";

} // namespace

TEMPLATE_TEST_CASE("what is pending is run once, in order", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    std::filesystem::create_directories(folder.path);
    CHECK(migrate::deploy(db, folder.path).empty());
    folder.add(first, "CREATE TABLE x (n INT);\nINSERT INTO x VALUES (1); -- a row\n");
    CHECK(migrate::deploy(db, folder.path) == names{first});
    folder.add(second, "INSERT INTO x SELECT n + 1 FROM x;");
    CHECK(migrate::deploy(db, folder.path) == names{second});
    CHECK(migrate::deploy(db, folder.path).empty());
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"1", "2"});
    CHECK(fresh.rows("SELECT name, steps FROM _refract_migrations ORDER BY name") ==
          text_rows{first + "|2", second + "|1"});
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db)).is_clean());
}

TEMPLATE_TEST_CASE("a migration that fails leaves nothing, and says its line", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INT);");
    folder.add(second, "CREATE TABLE y (n INT);\n\nINSERT INTO nosuch VALUES (1);");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path), refract_test::has_text(second + " failed in line 3") &&
                                                            refract_test::has_text("nothing of it is left"));
    CHECK(
        fresh.rows("SELECT name, steps FROM _refract_migrations WHERE finished_at IS NULL AND log LIKE 'line 3: %'") ==
        text_rows{second + "|0"});
    CHECK_THROWS_AS(db.execute("SELECT * FROM y"), error);
    std::filesystem::remove_all(folder.path / second);
    folder.add(second, "CREATE TABLE y (n INT);");
    CHECK(migrate::deploy(db, folder.path) == names{second});
}

TEMPLATE_TEST_CASE("rows that lose the row that they need are refused", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (id INTEGER PRIMARY KEY); CREATE TABLE y (x_id INTEGER REFERENCES x (id));"
                      "INSERT INTO x VALUES (1); INSERT INTO y VALUES (1)");
    CHECK(migrate::deploy(db, folder.path) == names{first});
    folder.add(second, "DELETE FROM x");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path), refract_test::has_text("nothing of it is left"));
    CHECK(fresh.rows("SELECT id FROM x") == text_rows{"1"});
    CHECK_THROWS_AS(db.execute("DELETE FROM x"), foreign_key_violation);
}

TEST_CASE("keys that did not look before do not look afterwards", "[deploy]") {
    sqlite::database db(":memory:");
    const migrations_folder folder;
    for (const std::int64_t looks : {1, 0}) {
        db.execute(unsafe_sql("PRAGMA foreign_keys = " + std::to_string(looks)));
        folder.add("2026010100000" + std::to_string(looks) + "_x", "SELECT 1");
        CHECK(migrate::deploy(db, folder.path).size() == 1);
        CHECK(db.query<std::int64_t>("PRAGMA foreign_keys").front() == looks);
    }
}

namespace {
/// Rows of a text, for a table x (n INTEGER).
text_rows numbers(auto& fresh) { return fresh.rows("SELECT n FROM x ORDER BY n"); }

template <class Database> migrate::deploy_options<Database> telling(std::vector<std::string>& said) {
    migrate::deploy_options<Database> options;
    options.on_step = [&said](const migrate::deploy_progress& now) {
        if (now.what != migrate::deploy_progress::event::done) return;
        said.push_back(std::to_string(now.number) + "/" + std::to_string(now.count) + " " + std::to_string(now.step) +
                       "/" + std::to_string(now.steps) + " line " + std::to_string(now.line) + ": " +
                       std::string(now.about) + " " + std::to_string(now.rows));
    };
    return options;
}
} // namespace

TEMPLATE_TEST_CASE("comments split a migration into transactions, and it goes on where it failed", "[deploy]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    const std::string done = "CREATE TABLE x (n INTEGER);\nINSERT INTO x VALUES (1);\n-- refract: commit\n"
                             "INSERT INTO x VALUES (2);\n-- refract: commit\nINSERT INTO x VALUES (3);\n";
    folder.add(first, done + "INSERT INTO nosuch VALUES (4);");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path),
                      refract_test::has_text(first + " failed in line 7 of its migration.sql; "
                                                     "its first 3 of 5 statements are done and stay"));
    CHECK(numbers(fresh) == text_rows{"1", "2"});
    CHECK(fresh.rows("SELECT steps FROM _refract_migrations WHERE log LIKE 'line 7: %'") == text_rows{"3"});
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db)).failed ==
          names{first});

    folder.edit(first, done + "INSERT INTO x VALUES (4);");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path), refract_test::has_text("another one than when it was written"));
    folder.edit(first, "CREATE TABLE x (n BIGINT);" + done.substr(27) + "INSERT INTO x VALUES (4);");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path, {.updates_chain = true}),
                      refract_test::has_text("which are done, were changed since"));
    folder.edit(first, done + "INSERT INTO x VALUES (4);");
    CHECK(migrate::deploy(db, folder.path, {.updates_chain = true}) == names{first});
    CHECK(numbers(fresh) == text_rows{"1", "2", "3", "4"});
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db)).is_clean());
    CHECK(fresh.rows("SELECT steps, log, done FROM _refract_migrations") == text_rows{"5||"});
}

TEMPLATE_TEST_CASE("statements run outside of a transaction, and in batches, and each is told", "[deploy]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "-- create table x\nCREATE TABLE x (n INTEGER);\n"
                      "INSERT INTO x VALUES (1), (2), (3), (4), (5);\n"
                      "-- refract: no transaction\n-- clean up\nVACUUM;\n" // which both refuse inside of one
                      "-- refract: repeat\nUPDATE x SET n = n + 10 WHERE n IN (SELECT n FROM x WHERE n < 10 LIMIT 2);\n"
                      "INSERT INTO x VALUES (1);");
    folder.add(second, "-- nothing");
    std::vector<std::string> said;
    CHECK(migrate::deploy(db, folder.path, telling<typename TestType::database>(said)) == names{first, second});
    CHECK(numbers(fresh) == text_rows{"1", "11", "12", "13", "14", "15"});
    CHECK(said == names{"1/2 1/5 line 2: create table x 0", "1/2 2/5 line 3:  5", "1/2 3/5 line 6: clean up 0",
                        "1/2 4/5 line 8:  2", "1/2 4/5 line 8:  2", "1/2 4/5 line 8:  1", "1/2 4/5 line 8:  0",
                        "1/2 5/5 line 9:  1", "2/2 1/1 line 1:  0"});
    CHECK(fresh.rows("SELECT steps, is_outside FROM _refract_migrations ORDER BY name") ==
          (TestType::is_sqlite ? text_rows{"5|0", "0|0"} : text_rows{"5|f", "0|f"}));
}

TEMPLATE_TEST_CASE("a deploy goes up to a migration, with C++ between the others", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER);");
    folder.add(second, "INSERT INTO x SELECT n + 1 FROM x;");
    const std::string between = "20260101120000_fill";
    migrate::deploy_options<typename TestType::database> options{
        .steps = {{between, [](auto& transaction) { transaction.execute("INSERT INTO x VALUES ({})", 41); }}}};
    options.up_to = "20260109000000_nosuch";
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path, options), refract_test::has_text("20260109000000_nosuch"));
    options.up_to = first;
    CHECK(migrate::deploy(db, folder.path, options) == names{first});
    options.up_to.clear();
    CHECK(migrate::deploy(db, folder.path, options) == names{between, second});
    CHECK(migrate::deploy(db, folder.path, options).empty());
    CHECK(numbers(fresh) == text_rows{"41", "42"});
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db)).is_clean());
    options.steps[0] = {"20260103000000_broken", [](auto& transaction) {
                            transaction.execute("DELETE FROM x");
                            throw error("no luck");
                        }};
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path, options),
                      refract_test::has_text("nothing of it is left: no luck"));
    CHECK(numbers(fresh) == text_rows{"41", "42"});
}

TEMPLATE_TEST_CASE("migrations in the program run as those of a folder", "[deploy]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    static constexpr migrate::embedded_migration embedded[] = {
        {"20260102000000_second", "INSERT INTO x VALUES (2);", ""},
        {"20260101000000_first", "CREATE TABLE x (n INTEGER);\n", ""}};
    CHECK(migrate::deploy(fresh.db(), std::span(embedded)) == names{first, second});
    CHECK(migrate::deploy(fresh.db(), embedded).empty());
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER);\r\n");
    folder.add(second, "INSERT INTO x VALUES (2);");
    CHECK(migrate::deploy(fresh.db(), folder.path).empty());
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(fresh.db())).is_clean());
}

TEMPLATE_TEST_CASE("a lock that others hold too long is waited for, with pauses, and not for ever", "[deploy]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto db = fresh.open();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER);");
    CHECK(migrate::deploy(db, folder.path).size() == 1);
    folder.add(second, "ALTER TABLE x ADD COLUMN m INTEGER;");
    auto other = fresh.open();
    auto holds = other.begin();
    holds.execute("INSERT INTO x VALUES (1)");
    std::size_t waits = 0;
    migrate::deploy_options<typename TestType::database> options{.lock_timeout = std::chrono::milliseconds(20),
                                                                 .retries = 1};
    options.on_step = [&](const migrate::deploy_progress& now) {
        if (now.what != migrate::deploy_progress::event::waiting) return;
        CHECK(now.migration == second);
        CHECK_FALSE(now.reason.empty());
        if (++waits == 4) holds.commit();
    };
    CHECK_THROWS_AS(migrate::deploy(db, folder.path, options), error);
    CHECK(waits == 1);
    CHECK(migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db)).pending ==
          names{second});
    options.retries = 5;
    CHECK(migrate::deploy(db, folder.path, options) == names{second});
    CHECK(waits == 4);
    CHECK(fresh.rows("SELECT n, m FROM x") == text_rows{"1|NULL"});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("an index that could not be built is built anew, and one that was built is not", "[deploy]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER); INSERT INTO x VALUES (1), (1);\n-- refract: no transaction\n"
                      "CREATE UNIQUE INDEX CONCURRENTLY \"x Once\" ON x (n);\nINSERT INTO x VALUES (2);");
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path), refract_test::has_text("its first 2 of 4 statements are done"));
    const std::string valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"x Once\"'::regclass";
    CHECK(fresh.rows(valid) == text_rows{"f"});
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path), refract_test::has_text("could not create unique index"));
    fresh.rows("DELETE FROM x WHERE ctid = (SELECT min(ctid) FROM x)");
    CHECK(migrate::deploy(db, folder.path) == names{first});
    CHECK(fresh.rows(valid) == text_rows{"t"});
    CHECK(numbers(fresh) == text_rows{"1", "2"});
    // A program that died behind CREATE INDEX, and before it could say so.
    fresh.rows("UPDATE _refract_migrations SET finished_at = NULL, steps = 2, is_outside = true, done = '" +
               detail::hash_of_first(migrate::read_instructions("", folder.text(first + "/migration.sql"), true), 2) +
               "'");
    fresh.rows("DELETE FROM x WHERE n = 2");
    CHECK(migrate::deploy(db, folder.path) == names{first});
    CHECK(numbers(fresh) == text_rows{"1", "2"});
}
#endif

TEMPLATE_TEST_CASE("a folder that is not there is an error, before anything is lost", "[deploy]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.rows("CREATE TABLE kept (x INTEGER)");
    CHECK_THROWS_WITH(migrate::deploy(fresh.db(), "/nowhere/at/all"), refract_test::has_text("/nowhere/at/all"));
    CHECK_THROWS_WITH(migrate::reset(fresh.db(), "/nowhere/at/all"), refract_test::has_text("/nowhere/at/all"));
    CHECK(fresh.rows("SELECT count(*) FROM kept") == text_rows{"0"});
    CHECK(migrate::deploy(fresh.db(), "/nowhere/at/all", {.updates_chain = true}).empty());
}
