#include <refract/migrate/built_index.hpp>

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/report.hpp>
#include <refract/migrate/resolve.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/migrations.hpp"

#include <chrono>
#include <string>
#include <thread>

using namespace refract;
using namespace refract_test;

TEST_CASE("what a REINDEX beside the work builds anew is read from it", "[built_index]") {
    const auto read = [](std::string_view sql) {
        const detail::reindex_target made = detail::reindexed_alone(sql);
        return made.kind + " " + made.name;
    };
    CHECK(read("REINDEX TABLE CONCURRENTLY ware") == "TABLE ware");
    CHECK(read("reindex (verbose, concurrently) index s.\"by n\"") == "INDEX s.\"by n\"");
    CHECK(read("REINDEX SCHEMA CONCURRENTLY app") == "SCHEMA app");
    CHECK(read("REINDEX DATABASE CONCURRENTLY") == "DATABASE ");
    CHECK(read("REINDEX TABLE ware") == " ");
    CHECK(read("CREATE INDEX CONCURRENTLY i ON t (n)") == " ");
}

TEMPLATE_TEST_CASE("an index that was not built to its end is found, and dropped before its next try", "[built_index]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.rows("CREATE TABLE ware (n INTEGER)");
    fresh.rows("INSERT INTO ware VALUES (1), (1)");
    fresh.rows("CREATE INDEX whole ON ware (n)");
    auto& db = fresh.db();
    CHECK(detail::find_broken_indexes(db, {""}).empty());
    if constexpr (!TestType::is_sqlite) {
        const std::string create = "CREATE UNIQUE INDEX CONCURRENTLY by_n ON ware (n)";
        CHECK_THROWS(fresh.rows(create));
        const auto found = detail::find_broken_indexes(db, {"", "none"});
        REQUIRE(found.size() == 1);
        CHECK(found[0].name == "by_n");
        CHECK(found[0].table == "ware");
        CHECK(!found[0].is_copy);
        CHECK(detail::is_index_whole(db, "by_n") == false);
        CHECK(detail::is_index_whole(db, "whole") == true);
        CHECK(!detail::is_index_whole(db, "none"));
        detail::drop_broken_indexes(db, "CREATE INDEX CONCURRENTLY whole ON ware (n)");
        detail::drop_broken_indexes(db, "REINDEX TABLE CONCURRENTLY ware"); // that one is none of its copies
        CHECK(detail::find_broken_indexes(db, {""}).size() == 1);
        detail::drop_broken_indexes(db, create);
        CHECK(detail::find_broken_indexes(db, {""}).empty());
        CHECK(detail::is_index_whole(db, "whole") == true);
    }
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a deploy whose server process is ended builds the index at its next run", "[built_index]") {
    const migrations_folder folder;
    folder.add("20260101000000_a", "CREATE TABLE ware (n INTEGER);\nCREATE INDEX by_n ON ware (n);");
    const std::string alone = "-- refract: no transaction\n";
    for (const std::string statement :
         {"CREATE INDEX CONCURRENTLY again ON ware (n)", "REINDEX TABLE CONCURRENTLY ware"}) {
        fresh_database<on_postgres> fresh;
        if (!fresh) return;
        migrate::deploy(fresh.db(), folder.path);
        const migrations_folder next;
        next.add("20260101000000_a", folder.text("20260101000000_a/migration.sql"));
        next.add("20260102000000_b", alone + statement + ";");
        auto victim = fresh.open();
        const auto pid = std::to_string(victim.query<std::int32_t>("SELECT pg_backend_pid()").front());
        fresh.rows("BEGIN ISOLATION LEVEL REPEATABLE READ");
        fresh.rows("SELECT count(*) FROM ware"); // it is waited for by who builds an index
        std::string why;
        std::thread program([&] {
            try {
                migrate::deploy(victim, next.path);
            } catch (const connection_error& failure) { why = failure.message(); }
        });
        const std::string waits = "SELECT count(*) FROM pg_index WHERE indrelid = 'ware'::regclass AND NOT indisvalid";
        auto other = fresh.open();
        for (int left = 500; left > 0 && other.query<std::int64_t>(unsafe_sql(waits)).front() == 0; --left)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        fresh.rows("SELECT pg_terminate_backend(" + pid + ")");
        fresh.rows("COMMIT");
        program.join();
        CHECK_THAT(why, refract_test::has_text("was lost while the migration 20260102000000_b was run (line 2"));
        CHECK(fresh.rows(waits) == text_rows{"1"});
        const auto report = migrate::report_history(other, next.path);
        CHECK(report.problems.size() == 1); // the migration, and not its index
        CHECK(migrate::deploy(other, next.path).size() == 1);
        CHECK(fresh.rows(waits) == text_rows{"0"});
        CHECK(migrate::report_history(other, next.path).is_clean());
    }
}
#endif
