#include <refract/test.hpp>

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::everything;
using blog::Post;
using blog::Tag;
using blog::User;
using test::apart;

namespace {

template <class Backend> using test_database = test::database<everything, typename Backend::database>;
template <class Backend> using test_options = test::database_options<typename Backend::database>;

template <class Backend> bool can_run() { return test_database<Backend>::is_available() || postgres_url().has_value(); }
/// The code under test: it takes the type of the program's database.
std::int64_t add_tag(sqlite::database& db, const char* label) { return db.insert(Tag{.label = label}).id; }
#ifdef REFRACT_TEST_POSTGRES
std::int64_t add_tag(postgres::database& db, const char* label) { return db.insert(Tag{.label = label}).id; }
#endif
template <class Database> void add_twice_or_not_at_all(Database& db, const char* first, const char* second) {
    db.transaction({.isolation = isolation::serializable}, [&](auto& inside) {
        inside.insert(User{.email = first, .name = "A"});
        inside.insert(User{.email = second, .name = "B"});
    });
}
std::vector<apart> ways{apart::usual, apart::by_transaction, apart::by_copy};

} // namespace

TEMPLATE_TEST_CASE("each test has a database that nobody else has written", "[test_database]", REFRACT_TEST_DATABASES) {
    if (!can_run<TestType>()) return;
    for (const apart way : ways)
        for (int turn = 0; turn < 2; ++turn) {
            test_database<TestType> db({.apart = way});
            CHECK(db.count(from<Tag>()) == 0);
            CHECK(db.count(from<Post>()) == 0);
            CHECK(add_tag(db, "one") > 0);
            typename TestType::database& plain = db;
            CHECK(plain.count(from<Tag>()) == 1);
            if (way == apart::by_copy) { // keys begin anew as well
                CHECK(plain.first(from<Tag>())->id == 1);
            }
        }
}

TEMPLATE_TEST_CASE("rows are made in the database of a test as in any other", "[test_database]",
                   REFRACT_TEST_DATABASES) {
    if (!can_run<TestType>()) return;
    for (const apart way : ways) {
        test_database<TestType> db({.apart = way});
        CHECK(test::fill<Tag>(db, 3).size() == 3);
        test::factory<Tag> tags;
        CHECK(tags.with(col<&Tag::label> = "made").create(db).label == "made");
        CHECK(db.count(from<Tag>()) == 4);
    }
}

TEMPLATE_TEST_CASE("code under test cannot tell that it is in a transaction", "[test_database]",
                   REFRACT_TEST_DATABASES) {
    if (!can_run<TestType>()) return;
    for (const apart way : ways) {
        test_database<TestType> db({.apart = way});
        add_twice_or_not_at_all(db, "a", "b");
        CHECK_THROWS_AS(add_twice_or_not_at_all(db, "c", "a"), unique_violation);
        CHECK(db.count(from<User>()) == 2);
        // A statement that fails outside of transactions takes nothing with it, and more can follow.
        add_tag(db, "before");
        CHECK_THROWS_AS(db.insert(User{.email = "a", .name = "again"}), unique_violation);
        CHECK_THROWS_AS(db.execute("SELECT nothing FROM nowhere"), error);
        CHECK(db.count(from<Tag>()) == 1);
        add_tag(db, "after");
        CHECK_THROWS_AS(db.insert(User{.email = "b", .name = "again"}), unique_violation);
        CHECK(db.count(from<Tag>()) == 2);
        {
            auto scope = db.begin();
            scope.insert(Tag{.label = "inside"});
            auto inner = scope.begin();
            CHECK_THROWS_AS(inner.insert(User{.email = "b", .name = "again"}), unique_violation);
            inner.rollback();
            scope.commit();
        }
        {
            auto scope = db.begin();
            scope.insert(Tag{.label = "not kept"});
        }
        CHECK(db.count(from<Tag>()) == 3);
        std::vector<Tag> many(70, Tag{.label = "x"});
        db.insert_many(many);
        int read = 0;
        for (const Tag& each : db.each(from<Tag>().where(col<&Tag::label> == "x"))) read += each.id > 0;
        CHECK(read == 70);
    }
}

TEMPLATE_TEST_CASE("failures can be asked for in a test's database", "[test_database]", REFRACT_TEST_DATABASES) {
    if (!can_run<TestType>()) return;
    for (const apart way : ways) {
        test_database<TestType> db({.apart = way});
        const auto work = [&] { add_twice_or_not_at_all(db, "a", "b"); };
        CHECK(test::fail_everywhere<serialization_failure>(
                  db, work, [&](int n) { CHECK(db.count(from<User>()) == (n == 5 ? 2 : 0)); }) == 4);
        const auto fault = test::fail_at<connection_error>(db, 1);
        CHECK_THROWS_AS(add_tag(db, "x"), connection_error);
        CHECK(!db.is_open());
    }
}

TEMPLATE_TEST_CASE("what is prepared once is in each test", "[test_database]", REFRACT_TEST_DATABASES) {
    if (!can_run<TestType>()) return;
    for (const apart way : ways)
        for (int turn = 0; turn < 2; ++turn) {
            test_options<TestType> how;
            how.apart = way;
            how.prepare = [](auto& db) { add_tag(db, "prepared"); };
            test_database<TestType> db(how);
            CHECK(db.count(from<Tag>()) == 1);
            add_tag(db, "own");
        }
}

TEMPLATE_TEST_CASE("a folder of migrations makes the tables", "[test_database]", REFRACT_TEST_DATABASES) {
    if (!can_run<TestType>()) return;
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / unique_name();
    migrate::write_migration(folder, {"20260101000000_first",
                                      "CREATE TABLE tag (id INT PRIMARY KEY, label TEXT, "
                                      "more BIGINT DEFAULT 7);",
                                      ""});
    {
        test_database<TestType> db({.migrations = folder});
        db.execute("INSERT INTO tag (id, label) VALUES (3, 'x')");
        CHECK(db.template query<std::int64_t>(unsafe_sql("SELECT more FROM tag WHERE id = 3")).front() == 7);
        CHECK_THROWS_AS(db.count(from<Post>()), error);
    }
    std::filesystem::remove_all(folder);
}

TEMPLATE_TEST_CASE("tests can run in a database that is there", "[test_database]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    test_options<TestType> how;
    how.in_place = true;
    if constexpr (TestType::is_sqlite) {
        how.url = fresh.path();
    } else {
        const std::string path = fresh.rows("SHOW search_path").front();
        how.url = fresh.url() + " options='-c search_path=" + path + "'";
    }
    for (int turn = 0; turn < 2; ++turn) {
        test_database<TestType> db(how);
        CHECK(db.count(from<Tag>()) == 0);
        add_tag(db, "x");
        CHECK_THROWS_WITH(db.open_another(), has_text("a copy on a server"));
    }
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"0"});
    how.apart = apart::by_copy;
    CHECK_THROWS_WITH(test_database<TestType>(how), has_text("by transactions, not by copies"));
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("databases on a server are dropped, also those of programs that were killed", "[test_database]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const std::string own = "SELECT count(*) FROM pg_database WHERE datname ~ '^refract_test_[0-9]+_[0-9]+$' AND "
                            "split_part(datname, '_', 3) NOT IN (SELECT pid::text FROM pg_stat_activity)";
    fresh.rows("CREATE DATABASE refract_test_999999999_1"); // a session of that number there cannot be
    CHECK(fresh.rows(own) == text_rows{"1"});
    {
        detail::postgres_test_store store(fresh.url());
        CHECK(fresh.rows(own) == text_rows{"0"});
        const detail::test_place made = store.make();
        CHECK(fresh.rows("SELECT count(*) FROM pg_database WHERE datname = '" + made.name + "'") == text_rows{"1"});
        const detail::test_place copy = store.make_copy(made);
        postgres::database in_use(copy.target);
        store.drop(copy); // also with somebody inside
        store.drop(made);
        CHECK(fresh.rows("SELECT count(*) FROM pg_database WHERE datname IN ('" + made.name + "', '" + copy.name +
                         "')") == text_rows{"0"});
    }
    std::string copied;
    {
        test::database<everything, postgres::database> db({.apart = apart::by_copy});
        add_tag(db, "x");
        auto another = db.open_another();
        CHECK(another.count(from<Tag>()) == 1);
        copied = db.query<std::string>(unsafe_sql("SELECT current_database()::text")).front();
    }
    CHECK(fresh.rows("SELECT count(*) FROM pg_database WHERE datname = '" + copied + "'") == text_rows{"0"});
}

TEST_CASE("a server that nobody names is asked for", "[test_database]") {
    const char* const before = std::getenv("REFRACT_POSTGRES_URL");
    const std::string kept = before ? before : "";
    unsetenv("REFRACT_POSTGRES_URL");
    using database = test::database<schema<Tag>, postgres::database>;
    CHECK(!database::is_available());
    CHECK(database::is_available({.url = "dbname=x"}));
    CHECK_THROWS_WITH(database(), has_text("set REFRACT_POSTGRES_URL to a connection string"));
    if (before) setenv("REFRACT_POSTGRES_URL", kept.c_str(), 1);
}

#endif

TEST_CASE("a file is no place for tests of SQLite unless it is said", "[test_database]") {
    using database = test::database<schema<Tag>>;
    CHECK_THROWS_WITH(database({.url = "x.db"}), has_text("in memory on SQLite and need no url"));
    CHECK_THROWS_WITH(database({.in_place = true}), has_text("give .url"));
}
