// What SQL of the program, other programs and settings of a session do to what refract writes and reads.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/raw_verbs.hpp>

#include <filesystem>
#include <optional>
#include <ranges>
#include <string>
#include <vector>

#include <sys/socket.h>

namespace foreign_sessions {

enum class Step { up, down };
struct Walk {
    std::int64_t id{};
    std::vector<std::optional<Step>> steps;
};

} // namespace foreign_sessions

template <> inline constexpr auto refract::enumeration<foreign_sessions::Step> =
    refract::enumerators<foreign_sessions::Step>().native("walk_step");

using namespace refract;
using namespace refract_test;
using blog::Tag;

TEMPLATE_TEST_CASE("SQL that would exchange the transaction around it for another one is refused", "[foreign_sessions]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    int kept = 0;
    for (const char* script : {"ROLLBACK AND CHAIN", "COMMIT AND CHAIN", "ROLLBACK; BEGIN", "COMMIT; BEGIN",
                               "commit; -- and\nstart transaction"}) {
        INFO(script);
        auto tx = db.begin();
        tx.insert(Tag{.label = "first"});
        CHECK_THROWS_WITH(tx.execute(unsafe_sql(script)), has_text("it has not run"));
        auto inner = tx.begin();
        inner.insert(Tag{.label = "second"});
        CHECK_THROWS_WITH(inner.execute(unsafe_sql(script)), has_text("it has not run"));
        inner.commit();
        tx.commit();
        CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{std::to_string(kept += 2)});
    }
    // A transaction of the program's own is its own.
    db.execute("BEGIN");
    db.insert(Tag{.label = "own"});
    db.execute("ROLLBACK; BEGIN");
    db.insert(Tag{.label = "own"});
    db.execute("COMMIT");
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{std::to_string(kept + 1)});
    {
        auto tx = db.begin();
        tx.execute("COMMIT");
    }
    db.execute("BEGIN; SELECT 1; COMMIT; BEGIN; ROLLBACK");
    CHECK_NOTHROW(db.transaction([&] { db.execute("SAVEPOINT a; ROLLBACK TO a; SAVEPOINT b"); }));
}

TEMPLATE_TEST_CASE("a statement that touches no rows does not tell those of an earlier one", "[foreign_sessions]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.insert_many({Tag{.label = "a"}, Tag{.label = "b"}});
    CHECK(db.execute("UPDATE tag SET label = label || {}", "x") == 2);
    CHECK(db.execute("-- a note\n/* and another */ update tag SET label = {}", "x") == 2);
    if constexpr (TestType::is_sqlite) {
        CHECK(db.execute("CREATE TEMP TABLE made AS SELECT {} AS a", 5) == 0);
        CHECK(db.execute("VACUUM INTO {}", fresh.path() + "-wal2") == 0);
        std::filesystem::remove(fresh.path() + "-wal2");
        CHECK(db.execute("ATTACH {} AS another", ":memory:") == 0);
        CHECK(db.execute("REPLACE INTO tag VALUES (1, {})", "r") == 1);
    }
    CHECK(db.execute("WITH x AS (SELECT {} AS y) DELETE FROM tag WHERE label = (SELECT y FROM x)", "x") ==
          (TestType::is_sqlite ? 1 : 2));
    CHECK(db.execute("SELECT {}", 5) == 0);
}

TEMPLATE_TEST_CASE("all statements follow a table that a script puts before another", "[foreign_sessions]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.execute("CREATE TEMP TABLE another (i int)"); // the place of temporary tables is there before
    const auto run_all = [&] {
        Tag one = db.insert(Tag{.label = "one"});
        one.label = "two";
        db.update(one);
        db.insert_many({Tag{.label = "many"}});
        return db.all(from<Tag>().select(col<&Tag::label>).order_by(col<&Tag::id>));
    };
    CHECK(run_all() == std::vector<std::string>{"two", "many"});
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) db.execute("BEGIN");
    if (TestType::is_sqlite)
        db.execute("CREATE TEMP TABLE tag (id INTEGER PRIMARY KEY, label TEXT NOT NULL)");
    else
        db.execute("CREATE TEMP TABLE tag (LIKE tag INCLUDING ALL)");
    CHECK(run_all() == std::vector<std::string>{"two", "many"});
    if (in_transaction) db.execute("COMMIT");
    db.execute(TestType::is_sqlite ? unsafe_sql("DROP TABLE temp.tag") : unsafe_sql("DROP TABLE pg_temp.tag"));
    CHECK(run_all().size() == 4);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("arrays hold NULLs whatever the role sets", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fresh.db().create_tables<schema<foreign_sessions::Walk>>();
    const std::string path = fresh.rows("SELECT current_schema()").at(0);
    postgres::database db(fresh.url() + " options='-c array_nulls=off -c search_path=" + path + "'");
    using foreign_sessions::Step;
    const foreign_sessions::Walk walk{.steps = {std::nullopt, Step::up}};
    db.insert(walk);
    db.insert_many({walk});
    CHECK(fresh.rows("SELECT steps::text FROM walk") == text_rows{"{NULL,up}", "{NULL,up}"});
    CHECK(db.count(from<foreign_sessions::Walk>().where(col<&foreign_sessions::Walk::steps> == walk.steps)) == 2);
}

TEST_CASE("values have the same text, and all their digits, whatever the role sets", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const std::string path = fresh.rows("SELECT current_schema()").at(0);
    postgres::database usual(fresh.url(), {.time_zone = ""});
    for (const char* settings : {"-c extra_float_digits=0 -c IntervalStyle=sql_standard -c DateStyle=SQL,DMY",
                                 "-c extra_float_digits=-15 -c IntervalStyle=iso_8601 -c DateStyle=German",
                                 "-c bytea_output=escape -c DateStyle=Postgres"}) {
        CAPTURE(settings);
        postgres::database db(fresh.url() + " options='" + settings + " -c search_path=" + path + "'",
                              {.time_zone = ""});
        const auto texts = [](postgres::database& of) {
            return of.query<std::string>("SELECT concat_ws('|', timestamp '2024-03-10 12:00:00.5', date '0033-04-03', "
                                         "interval '-1 month -2 days 3 hours', bytea '\\x00ff', 0.1::float8 + 0.2, "
                                         "1e-7::float4, jsonb_build_array(0.1::float8 + 0.2))");
        };
        CHECK(texts(db) == texts(usual));
        CHECK(texts(db).at(0).find("0.30000000000000004") != std::string::npos);
        // The order in which dates of other forms are read is the role's own.
        const auto read = db.query<std::string>("SELECT date '2/1/2024'::text").at(0);
        CHECK(read == (std::string_view(settings).find("DateStyle=Postgres") == std::string_view::npos ? "2024-01-02"
                                                                                                       : "2024-02-01"));
    }
}

TEST_CASE("a \"char\" is the text that PostgreSQL shows", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    CHECK(db.query<std::string>("SELECT attidentity FROM pg_attribute WHERE attrelid = 'pg_class'::regclass LIMIT 1") ==
          std::vector<std::string>{""});
    CHECK(db.query<std::string>("SELECT 'r'::\"char\"") == std::vector<std::string>{"r"});
    CHECK_THROWS_AS(db.query<std::string>("SELECT '\\200'::\"char\""), conversion_error);
}

TEST_CASE("a chained transaction in a query is refused as one in a script", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    auto tx = db.begin();
    tx.insert(Tag{.label = "first"});
    CHECK_THROWS_WITH(tx.query<int>("ROLLBACK AND CHAIN"), has_text("it has not run"));
    tx.commit();
    CHECK(db.count(from<Tag>()) == 1);
}

TEST_CASE("a session whose encoding a statement has changed writes no other text", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    const std::string text = "\xc3\xa4";
    db.insert(Tag{.label = text});
    const auto change = [&] { db.query<std::string>("SELECT set_config('client_encoding', {}, false)", "LATIN1"); };
    const auto utf8 = has_text("set back to UTF-8");
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) db.execute("BEGIN");
    change();
    CHECK_THROWS_WITH(db.insert(Tag{.label = text}), utf8);
    db.insert(Tag{.label = text});
    change();
    CHECK_THROWS_WITH(db.all(from<Tag>()), utf8);
    CHECK(db.all(from<Tag>().select(col<&Tag::label>)) == std::vector<std::string>{text, text});
    change();
    CHECK_THROWS_WITH(db.execute("UPDATE tag SET label = '\xc3\xa4'"), utf8);
    change();
    CHECK_THROWS_WITH(db.insert_many({Tag{.label = text}}), utf8);
    CHECK(db.insert_many({Tag{.label = text}}) == 1);
    change();
    CHECK_THROWS_WITH(
        [&] {
            for (const Tag& each : db.each(from<Tag>())) (void)each;
        }(),
        utf8);
    CHECK(db.query<std::int64_t>("SELECT count(*) FROM tag WHERE char_length(label) = 1").at(0) == 3);
    if (in_transaction) db.execute("COMMIT");
    CHECK(fresh.rows("SELECT count(*) FROM tag WHERE char_length(label) = 1") == text_rows{"3"});
}

TEST_CASE("a connection that is lost under a COPY is no object's fault", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    const int socket = PQsocket(db.connection().native());
    auto made = std::views::iota(0, 200'000) | std::views::transform([&](int i) {
                    if (i == 50'000) ::shutdown(socket, SHUT_RDWR);
                    return Tag{.label = std::to_string(i)};
                });
    try {
        db.insert_many(made);
        FAIL("no error");
    } catch (const connection_error& failure) {
        CHECK(failure.connection_lost());
        CHECK(failure.message().find('[') == std::string_view::npos);
    }
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"0"});
}

TEST_CASE("insert_many sees what another program has altered since its last one", "[foreign_sessions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<blog::User, blog::Post>>();
    const auto user = db.insert(blog::User{.email = "a", .name = "b"});
    const auto copy = [&] { return db.insert_many({blog::Post{.title = "t", .views = 1, .author_id = user.id}}); };
    CHECK(copy() == 1);
    fresh.rows("ALTER TABLE post DROP CONSTRAINT views_positive, ALTER views DROP DEFAULT, ALTER views TYPE float8");
    CHECK_THROWS_AS(copy(), schema_mismatch);
    CHECK_THROWS_WITH(copy(), has_text("double precision"));
    CHECK(fresh.rows("SELECT count(*), sum(views) FROM post") == text_rows{"1|1"});
    fresh.rows("ALTER TABLE post ALTER views TYPE int8");
    CHECK(copy() == 1);
    // Another table of the same name comes first: the search path leads elsewhere.
    db.query<std::string>("SELECT set_config('search_path', 'pg_temp, ' || current_schema(), false)");
    fresh.db().execute("CREATE TEMP TABLE post (LIKE post INCLUDING ALL)");
    CHECK(copy() == 1);
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"2"});
}
#endif
