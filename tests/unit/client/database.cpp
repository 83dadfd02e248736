// Connections: opened, closed, moved, lost.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/database.hpp>

#include <filesystem>
#include <fstream>
#include <string>

using namespace refract;
using namespace refract_test;
using blog::Tag;

TEMPLATE_TEST_CASE("an error knows the call that failed", "[database]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const auto line_of = [](auto call) {
        try {
            call();
        } catch (const error& failure) { return failure.location().line(); }
        return 0U;
    };
    auto tx = db.begin();
    tx.commit();
    const auto here = std::source_location::current().line();
    CHECK(line_of([&] { tx.commit(); }) == here + 1);
    CHECK(line_of([&] { db.count(from<Tag>()); }) == here + 2); // there is no such table
    CHECK(line_of([&] { db.execute("DELETE FROM nowhere WHERE id = {}", 1); }) == here + 3);
    CHECK(line_of([&] { db.template query<int>("SELECT id FROM nowhere"); }) == here + 4);
    CHECK(line_of([&] { db.execute(unsafe_sql("DELETE FROM nowhere")); }) == here + 5);
    CHECK(line_of([&] { db.transaction([&] { throw not_found("mine"); }); }) == 0);
    db.close();
    CHECK(line_of([&] { db.count(from<Tag>()); }) == here + 8);
    CHECK(line_of([&] { db.insert(Tag{}); }) == here + 9);
    CHECK(line_of([&] { db.begin(); }) == here + 10);
    CHECK(line_of([&] { db.transaction([] {}); }) == here + 11);
    CHECK(line_of([&] { db.template create_tables<schema<Tag>>(); }) == here + 12);
}

TEMPLATE_TEST_CASE("a closed or moved-from database answers with an error", "[database]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    CHECK(db.is_open());
    auto moved = std::move(db);
    CHECK_FALSE(db.is_open());
    CHECK(moved.is_open());

    const auto refuses = [](auto& closed) {
        CHECK_THROWS_AS(closed.all(from<Tag>()), connection_error);
        CHECK_THROWS_AS(closed.first(from<Tag>()), connection_error);
        CHECK_THROWS_AS(closed.one(from<Tag>()), connection_error);
        CHECK_THROWS_AS(closed.each(from<Tag>()), connection_error);
        CHECK_THROWS_AS(closed.count(from<Tag>()), connection_error);
        CHECK_THROWS_AS(closed.exists(from<Tag>()), connection_error);
        CHECK_THROWS_AS(closed.exec(delete_from<Tag>().all_rows()), connection_error);
        CHECK_THROWS_AS(closed.insert(Tag{}), connection_error);
        CHECK_THROWS_AS(closed.insert_many(std::vector<Tag>(3)), connection_error);
        CHECK_THROWS_AS(closed.template find<Tag>(1), connection_error);
        CHECK_THROWS_AS(closed.template get<Tag>(1), connection_error);
        CHECK_THROWS_AS(closed.update(Tag{}), connection_error);
        CHECK_THROWS_AS(closed.upsert(Tag{}), connection_error);
        CHECK_THROWS_AS(closed.erase(Tag{}), connection_error);
        CHECK_THROWS_AS(closed.template erase<Tag>(1), connection_error);
        CHECK_THROWS_AS(closed.template query<int>("SELECT 1"), connection_error);
        CHECK_THROWS_AS(closed.execute("SELECT 1"), connection_error);
        CHECK_THROWS_AS(closed.begin(), connection_error);
        CHECK_THROWS_AS(closed.transaction([] {}), connection_error);
        CHECK_THROWS_AS(closed.template create_tables<schema<Tag>>(), connection_error);
        CHECK_THROWS_AS(closed.connection(), connection_error);
    };
    refuses(db);
    CHECK(moved.count(from<Tag>()) == 0);
    moved.close();
    moved.close();
    CHECK_FALSE(moved.is_open());
    refuses(moved);

    // A new connection takes its place.
    if constexpr (TestType::is_sqlite)
        db = refract::sqlite::database(":memory:");
    else
        db = fresh.open();
    CHECK(db.is_open());
}

TEMPLATE_TEST_CASE("closing in the middle of a transaction rolls it back", "[database]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    {
        auto other = fresh.open();
        other.execute("BEGIN");
        other.insert(Tag{.label = "lost"});
    }
    CHECK(db.count(from<Tag>()) == 0);
}

TEST_CASE("a SQLite file is opened with foreign keys and the write-ahead log", "[database]") {
    fresh_database<on_sqlite> fresh(place::file);
    CHECK(fresh.rows("PRAGMA foreign_keys") == text_rows{"1"});
    CHECK(fresh.rows("PRAGMA journal_mode") == text_rows{"wal"});
    CHECK(fresh.rows("PRAGMA busy_timeout") == text_rows{"5000"});
    fresh.db().create_tables<schema<Tag>>();
    fresh.db().insert(Tag{.label = "a"});

    auto other = fresh.open({.foreign_keys = false, .busy_timeout = std::chrono::milliseconds(70)});
    CHECK(other.query<std::int64_t>("SELECT foreign_keys FROM pragma_foreign_keys").at(0) == 0);
    CHECK(other.query<std::int64_t>("SELECT timeout FROM pragma_busy_timeout").at(0) == 70);

    auto reader = fresh.open({.read_only = true});
    CHECK(reader.count(from<Tag>()) == 1);
    CHECK_THROWS_AS(reader.insert(Tag{.label = "b"}), error);
    CHECK_THROWS_AS(sqlite::database(fresh.path() + "-none", sqlite::options{.create = false}), connection_error);
    CHECK_THROWS_AS(sqlite::database(fresh.path() + "-none", sqlite::options{.read_only = true}), connection_error);
    CHECK_THROWS_AS(sqlite::database("/nowhere/at/all.db"), connection_error);
    CHECK_FALSE(std::filesystem::exists(fresh.path() + "-none"));
}

TEST_CASE("a SQLite file with the rollback journal", "[database]") {
    fresh_database<on_sqlite> fresh(place::file, {.journal = sqlite::journal::rollback});
    CHECK(fresh.rows("PRAGMA journal_mode") == text_rows{"delete"});
}

TEST_CASE("what is no SQLite database is refused when it is opened", "[database]") {
    const auto path = (std::filesystem::temp_directory_path() / unique_name()).string();
    std::ofstream(path) << std::string(5000, 'x');
    try {
        sqlite::database db(path);
        FAIL("no error");
    } catch (const connection_error& failure) {
        CHECK_FALSE(failure.connection_lost()); // there was none to lose
        CHECK(std::string(failure.what()).find("database") != std::string::npos);
    }
    std::filesystem::remove(path);
}

TEST_CASE("a SQLite database that another connection locks is busy", "[database]") {
    const sqlite::options impatient{.busy_timeout = std::chrono::milliseconds(20)};
    fresh_database<on_sqlite> fresh(place::file, impatient);
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    auto other = fresh.open(impatient);
    auto holder = other.begin();
    const auto is_busy = [](auto work) {
        try {
            work();
            FAIL("no error");
        } catch (const busy& failure) {
            CHECK(failure.can_retry());
            CHECK_FALSE(failure.connection_lost());
            CHECK(failure.code() == "5");
        }
    };
    is_busy([&] { db.insert(Tag{.label = "a"}); });
    is_busy([&] { db.begin(); });
    is_busy([&] { db.transaction([&] { FAIL("not begun"); }); });
    is_busy([&] { db.insert_many(std::vector<Tag>(3)); });
    CHECK(db.count(from<Tag>()) == 0); // readers go on
    db.transaction({.read_only = true}, [&] { CHECK(db.count(from<Tag>()) == 0); });
    holder.rollback();
    db.insert(Tag{.label = "a"});
    CHECK(other.count(from<Tag>()) == 1);
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("a PostgreSQL server that is not there", "[database]") {
    try {
        postgres::database db("host=/nowhere dbname=none connect_timeout=2");
        FAIL("no error");
    } catch (const connection_error& failure) { CHECK_FALSE(failure.connection_lost()); } // there was none to lose
    CHECK_THROWS_AS(postgres::database("this is = no connection string ="), connection_error);
    CHECK_THROWS_AS(postgres::database("postgresql://localhost:1/none?connect_timeout=2"), connection_error);
}

TEST_CASE("a PostgreSQL session that the server ends", "[database]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    db.insert(Tag{.label = "a"});
    const auto kill = [&](postgres::database& victim) {
        const auto pid = victim.query<std::int32_t>("SELECT pg_backend_pid()").at(0);
        fresh.rows("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 5000)");
    };
    const auto is_lost = [](auto work) {
        try {
            work();
            FAIL("no error");
        } catch (const connection_error& failure) { CHECK(failure.connection_lost()); }
    };
    {
        auto victim = fresh.open();
        CHECK(victim.count(from<Tag>()) == 1);
        kill(victim);
        is_lost([&] { victim.count(from<Tag>()); });
        CHECK_FALSE(victim.is_open());
        is_lost([&] { victim.count(from<Tag>()); });
        is_lost([&] { victim.insert(Tag{}); });
        is_lost([&] { victim.begin(); });
    }
    {
        auto victim = fresh.open();
        auto tx = victim.begin();
        tx.insert(Tag{.label = "lost"});
        kill(victim);
        is_lost([&] { tx.commit(); });
        CHECK_THROWS_AS(tx.commit(), connection_error);
    }
    {
        auto victim = fresh.open();
        is_lost([&] {
            victim.transaction([&](auto& tx) {
                tx.insert(Tag{.label = "lost"});
                kill(victim);
                tx.insert(Tag{.label = "too"});
            });
        });
    }
    {
        auto victim = fresh.open();
        victim.execute("INSERT INTO tag (label) SELECT 'many' FROM generate_series(1, 200000)");
        is_lost([&] {
            for (const Tag& each : victim.each(from<Tag>()))
                if (each.id == 1) {
                    const auto pid = PQbackendPID(victim.connection().native());
                    fresh.rows("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 5000)");
                }
        });
    }
    {
        auto victim = fresh.open();
        is_lost([&] {
            std::vector<Tag> tags(100'000, Tag{0, "copied"});
            victim.transaction([&](auto& tx) {
                kill(victim);
                tx.insert_many(tags);
            });
        });
    }
    CHECK(db.count(from<Tag>().where(col<&Tag::label> != "many")) == 1);
}

TEST_CASE("PostgreSQL's time limits", "[database]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    db.insert(Tag{.label = "a"});
    postgres::database hasty(fresh.url(), {.statement_timeout = std::chrono::milliseconds(50),
                                           .lock_timeout = std::chrono::milliseconds(20)});
    try {
        hasty.execute("SELECT pg_sleep(5)");
        FAIL("no error");
    } catch (const timeout& failure) { CHECK(failure.code() == "57014"); }
    hasty.execute(unsafe_sql("SET search_path TO " + db.query<std::string>("SELECT current_schema()::text").at(0)));
    auto holder = db.begin();
    holder.exec(update<Tag>().set(col<&Tag::label> = "held").all_rows());
    try {
        hasty.exec(update<Tag>().set(col<&Tag::label> = "x").all_rows());
        FAIL("no error");
    } catch (const busy& failure) {
        CHECK(failure.can_retry());
        CHECK(failure.code() == "55P03");
    }
}

TEST_CASE("PostgreSQL without prepared statements", "[database]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fresh.db().create_tables<schema<Tag>>();
    postgres::database db(fresh.url(), {.prepare = false});
    db.execute(
        unsafe_sql("SET search_path TO " + fresh.db().query<std::string>("SELECT current_schema()::text").at(0)));
    for (int i = 0; i < 3; ++i) db.insert(Tag{.label = "a"});
    CHECK(db.count(from<Tag>().where(col<&Tag::label> == "a")) == 3);
    int seen = 0;
    for (const Tag& each : db.each(from<Tag>()))
        for (const Tag& other : db.each(from<Tag>())) seen += each.label == other.label;
    CHECK(seen == 9);
    CHECK(db.query<std::int64_t>("SELECT count(*) FROM pg_prepared_statements").at(0) == 0);
    CHECK(fresh.db().query<std::int64_t>("SELECT count(*) FROM pg_prepared_statements").at(0) > 0);
}

#endif
