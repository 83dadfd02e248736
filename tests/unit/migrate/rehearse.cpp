#include <refract/dialect/postgres_deploy.hpp>
#include <refract/dialect/sqlite_deploy.hpp>
#include <refract/migrate.hpp>
#include <refract/migrate/rehearse.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/migrations.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("what is pending is tried on a copy, and the database stays as it is", "[rehearse]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / unique_name();
    const auto write = [&](const std::string& name, const std::string& text) {
        std::filesystem::create_directories(folder / name);
        std::ofstream(folder / name / "migration.sql") << text;
    };
    write("20260101000000_a", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);");
    migrate::deploy(fresh.db(), folder);
    CHECK(migrate::rehearse(fresh.db(), folder).statements.empty());
    write("20260102000000_b",
          "-- more of it\nALTER TABLE a ADD COLUMN y TEXT DEFAULT 'z';\nCREATE TABLE b (x INTEGER);\n"
          "INSERT INTO b VALUES (1), (2);");
    const migrate::rehearsal tried = migrate::rehearse(fresh.db(), folder);
    CHECK(tried.failure.empty());
    REQUIRE(tried.statements.size() == 3);
    CHECK(tried.statements[0].about == "more of it");
    CHECK(tried.statements[0].line == 2);
    CHECK(tried.statements[2].rows == 2);
    const bool has_locks = !tried.statements[0].locks.empty();
    CHECK(has_locks == !TestType::is_sqlite);
    if (has_locks) CHECK(tried.statements[0].locks.front() == "access exclusive on a");
    CHECK(migrate::read_database(fresh.db()).find_table("", "b") == nullptr);

    write("20260103000000_c", "INSERT INTO b VALUES (3);\nINSERT INTO nowhere VALUES (1);");
    const migrate::rehearsal failed = migrate::rehearse(fresh.db(), folder);
    CHECK(failed.failure.find("line 2") != std::string::npos);
    CHECK(failed.statements.size() == 5);
    std::filesystem::remove_all(folder);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a table that is written anew is seen", "[rehearse]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / unique_name();
    fresh.rows("CREATE TABLE a (x INTEGER)");
    std::filesystem::create_directories(folder / "20260101000000_a");
    std::ofstream(folder / "20260101000000_a" / "migration.sql") << "ALTER TABLE a ALTER COLUMN x TYPE bigint;";
    const migrate::rehearsal tried = migrate::rehearse(fresh.db(), folder);
    REQUIRE(tried.statements.size() == 1);
    CHECK(tried.statements[0].rewritten == std::vector<std::string>{"a"});
    std::filesystem::remove_all(folder);
}
#endif

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("what the server says is why there is no copy, or one without rows", "[rehearse]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    if (fresh.rows("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper").empty()) return;
    const migrations_folder folder;
    folder.add("20260101000000_a", "CREATE TABLE a (x INTEGER);");
    const std::string role = unique_name(),
                      no_other = "the database cannot be copied, as its server makes no other one";
    fresh.rows("CREATE ROLE " + role);
    fresh.rows("GRANT ALL ON SCHEMA " + fresh.rows("SELECT current_schema()").front() + " TO " + role);
    {
        auto db = fresh.open();
        db.execute("SET default_transaction_read_only TO on");
        CHECK_THROWS_WITH(migrate::rehearse(db, folder.path),
                          refract_test::has_text(no_other) && refract_test::has_text("read-only transaction"));
        auto weak = fresh.open();
        weak.execute(unsafe_sql("SET ROLE " + role));
        CHECK_THROWS_WITH(migrate::rehearse(weak, folder.path),
                          refract_test::has_text(no_other) &&
                              refract_test::has_text("permission denied to create database"));
        fresh.rows("ALTER ROLE " + role + " CREATEDB");
        const migrate::rehearsal tried = migrate::rehearse(weak, folder.path);
        CHECK(!tried.has_rows);
        CHECK_THAT(tried.why_no_rows, refract_test::has_text("permission denied to copy database"));
        CHECK(tried.statements.size() == 1);
    }
    fresh.rows("DROP OWNED BY " + role);
    fresh.rows("DROP ROLE " + role);
}
#endif
