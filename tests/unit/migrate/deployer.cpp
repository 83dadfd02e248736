#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/deploy.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {

/// Runs work in a process of its own, where nothing of this one's is open; whether it was killed.
template <class Fresh, class Work> bool dies_beside(Fresh& fresh, Work work) {
    fresh.db().close();
    const pid_t child = fork();
    if (child == 0) {
        try {
            work();
        } catch (const std::exception& failure) { std::printf("in the child: %s\n", failure.what()); }
        _exit(0);
    }
    int state = 0;
    waitpid(child, &state, 0);
    fresh.db() = fresh.open();
    return WIFSIGNALED(state) && WTERMSIG(state) == SIGKILL;
}
template <class Database> migrate::deploy_options<Database> dying_at(std::size_t moment) {
    migrate::deploy_options<Database> options;
    options.patience = std::chrono::milliseconds(0);
    options.on_step = [moment, met = std::size_t{0}](const migrate::deploy_progress&) mutable {
        if (++met == moment) kill(getpid(), SIGKILL);
    };
    return options;
}
const std::string first = "20260101000000_first", second = "20260102000000_second";

} // namespace

TEMPLATE_TEST_CASE("a deploy that is killed at any moment is ended by the next one, and each row is there once",
                   "[deployer]", REFRACT_TEST_DATABASES) {
    using database = typename TestType::database;
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER);\nINSERT INTO x VALUES (1);\n-- refract: commit\n"
                      "INSERT INTO x VALUES (2);\n-- refract: no transaction\nVACUUM;\n-- refract: repeat\n"
                      "UPDATE x SET n = n + 10 WHERE n IN (SELECT n FROM x WHERE n < 10 LIMIT 1);\n");
    folder.add(second, "CREATE TABLE y (n INTEGER);\nINSERT INTO y SELECT n FROM x;\nINSERT INTO x VALUES (3);");
    std::size_t moment = 1;
    for (bool was_killed = true; was_killed; ++moment) {
        fresh_database<TestType> fresh(place::file);
        if (!fresh) return;
        was_killed = dies_beside(fresh, [&] {
            database db = fresh.open();
            migrate::deploy(db, folder.path, dying_at<database>(moment));
        });
        CAPTURE(moment);
        database db = fresh.open();
        const auto left = migrate::compare_history(migrate::read_folder(folder.path), migrate::read_history(db));
        CHECK(left.is_clean() == !was_killed);
        const auto done = migrate::deploy(db, folder.path, {.patience = std::chrono::milliseconds(0)});
        CHECK((done.empty() || done.back() == second));
        CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"3", "11", "12"});
        CHECK(fresh.rows("SELECT n FROM y ORDER BY n") == text_rows{"11", "12"});
        CHECK(fresh.rows("SELECT name, steps FROM _refract_migrations ORDER BY name") ==
              text_rows{first + "|5", second + "|3"});
        REQUIRE(moment < 60);
    }
    CHECK(moment > 18); // two events of each of the nine statements and rounds
}

TEMPLATE_TEST_CASE("of a statement outside of a transaction whose end nobody saw, it is asked", "[deployer]",
                   REFRACT_TEST_DATABASES) {
    using database = typename TestType::database;
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER);\n-- refract: no transaction\nINSERT INTO x VALUES (1);\n"
                      "INSERT INTO x VALUES (2);");
    REQUIRE(dies_beside(fresh, [&] {
        database db = fresh.open();
        migrate::deploy(db, folder.path, dying_at<database>(3)); // its own rows are not there yet
    }));
    database db = fresh.open();
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path, {.patience = std::chrono::milliseconds(0)}),
                      refract_test::has_text("has ended in line 3, which runs outside of a transaction") &&
                          refract_test::has_text("resolve_statement"));
    CHECK(fresh.rows("SELECT n FROM x").empty());
}

TEST_CASE("a disk that is full leaves nothing of the migration, and the next deploy ends it", "[deployer]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER, t TEXT);");
    migrate::deploy(db, folder.path);
    folder.add(second, "INSERT INTO x VALUES (1, 'a');\nINSERT INTO x VALUES (2, hex(zeroblob(100000)));");
    fresh.rows("PRAGMA max_page_count = " + std::to_string(std::stoi(fresh.rows("PRAGMA page_count").front()) + 2));
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path),
                      refract_test::has_text("line 2 of its migration.sql, and nothing of it is left") &&
                          refract_test::has_text("full"));
    CHECK(fresh.rows("SELECT n FROM x").empty());
    fresh.rows("PRAGMA max_page_count = 100000");
    CHECK(migrate::deploy(db, folder.path) == names{second});
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"1", "2"});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a connection that is lost says so, and the next deploy goes on", "[deployer]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const migrations_folder folder;
    folder.add(first, "CREATE TABLE x (n INTEGER);\n-- refract: commit\nINSERT INTO x VALUES (1);\n"
                      "INSERT INTO x VALUES (2);");
    {
        postgres::database db = fresh.open();
        const std::string process = std::to_string(db.query<std::int32_t>("SELECT pg_backend_pid()").front());
        migrate::deploy_options<postgres::database> options;
        options.on_step = [&](const migrate::deploy_progress& now) {
            if (now.step == 3 && now.what == migrate::deploy_progress::event::begun)
                fresh.rows("SELECT pg_terminate_backend(" + process + ")");
        };
        CHECK_THROWS_WITH(migrate::deploy(db, folder.path, options),
                          refract_test::has_text("the connection was lost while the migration " + first) &&
                              refract_test::has_text("line 4") && refract_test::has_text("deploy again"));
    }
    postgres::database db = fresh.open();
    CHECK(fresh.rows("SELECT n FROM x").empty());
    CHECK(fresh.rows("SELECT steps FROM _refract_migrations") == text_rows{"1"});
    CHECK(migrate::deploy(db, folder.path) == names{first});
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"1", "2"});
}
#endif

TEMPLATE_TEST_CASE("a statement outside of a transaction runs once, though its end is recorded late", "[deployer]",
                   REFRACT_TEST_DATABASES) {
    auto fresh = [] {
        if constexpr (TestType::is_sqlite)
            return fresh_database<TestType>(place::file);
        else
            return fresh_database<TestType>();
    }();
    if (!fresh) return;
    fresh.rows("CREATE TABLE x (n INTEGER)");
    fresh.rows("INSERT INTO x VALUES (1)");
    auto other = fresh.open();
    std::thread lets_go;
    std::size_t waits = 0;
    migrate::deploy_options<typename TestType::database> options{.lock_timeout = std::chrono::milliseconds(30)};
    options.on_step = [&](const migrate::deploy_progress& now) {
        waits += now.what == migrate::deploy_progress::event::waiting;
        if (now.what != migrate::deploy_progress::event::done) return;
        // Somebody holds what the record of the end needs, for a while.
        other.execute(TestType::is_sqlite ? unsafe_sql("BEGIN IMMEDIATE") : unsafe_sql("BEGIN"));
        if (!TestType::is_sqlite) other.execute("LOCK TABLE _refract_migrations IN ACCESS EXCLUSIVE MODE");
        lets_go = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(400));
            other.execute("ROLLBACK");
        });
    };
    fresh.db().template create_tables<migrate::history_schema>();
    detail::deployer<typename TestType::database> runner(fresh.db(), options);
    const migrate::migration made{.name = "20260101000000_a",
                                  .up = "-- refract: no transaction\nUPDATE x SET n = n + 100;"};
    CHECK(runner.run(made));
    lets_go.join();
    CHECK(waits > 0);
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"101"});
}
