// Prepared statements: found by the query's type, bounded where texts are made at run time.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session_state.hpp>
#include <refract/client/statement_cache.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

namespace {

/// How many statements SQLite has open, which it counts itself.
int open_statements(sqlite3* handle) {
    int count = 0;
    for (sqlite3_stmt* at = nullptr; (at = sqlite3_next_stmt(handle, at));) ++count;
    return count;
}
template <class Database> int prepared(Database& db) {
    if constexpr (std::is_same_v<Database, sqlite::database>) return open_statements(db.connection().native());
#ifdef REFRACT_TEST_POSTGRES
    else {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(
            PQexec(db.connection().native(), "SELECT count(*) FROM pg_prepared_statements"), PQclear);
        return std::stoi(PQgetvalue(result.get(), 0, 0));
    }
#endif
}
predicate<Post> condition_of_shape(int number) {
    predicate<Post> made;
    for (int bit = 0; bit < 7; ++bit) {
        if ((number >> bit & 1) != 0)
            made &= col<&Post::views> >= 0;
        else
            made &= col<&Post::id> > 0;
    }
    return made;
}

} // namespace

TEMPLATE_TEST_CASE("a query is prepared once, whatever its values", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto run = [&](int i) {
        db.all(from<Post>().where(col<&Post::id> == i));
        db.first(from<Post>().where(col<&Post::title> == std::to_string(i)));
        db.template find<User>(i);
        db.count(from<Post>().where(col<&Post::id>.in(std::vector<int>(static_cast<std::size_t>(i), 1))));
        db.template query<std::string>("SELECT headline FROM post WHERE id = {}", std::int64_t{i});
        db.all(from<Post>().where_if(true, col<&Post::id> == i));
    };
    run(1);
    const int before = prepared(db);
    CHECK(before >= 6);
    for (int i = 2; i < 30; ++i) run(i);
    CHECK(prepared(db) == before);
}

TEMPLATE_TEST_CASE("texts made at run time are bounded in number", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const int before = prepared(db);
    for (int round = 0; round < 2; ++round)
        for (int number = 0; number < 100; ++number) {
            REQUIRE(db.all(from<Post>().where(condition_of_shape(number))).size() == 3);
            REQUIRE(
                db.all(from<Post>().where(condition_of_shape(number)).where_if(number % 2 == 0, col<&Post::id> == 1))
                    .size() == (number % 2 == 0 ? 1 : 3));
        }
    CHECK(prepared(db) <= before + 64 + 1);
    CHECK(prepared(db) > before + 32);
    // A text that is run again and again stays.
    for (int number = 0; number < 100; ++number) {
        db.all(from<Post>().where(condition_of_shape(number)));
        db.all(from<Post>().where(condition_of_shape(127)));
    }
    // Streams keep theirs, though 100 others come.
    auto stream = db.each(from<Post>().where(condition_of_shape(3)).order_by(col<&Post::id>));
    auto at = stream.begin();
    for (int number = 0; number < 100; ++number)
        db.all(from<Post>().where(condition_of_shape(number)).order_by(col<&Post::id>));
    ++at;
    CHECK(at->title == "Again");
}

TEMPLATE_TEST_CASE("a hundred streams at once", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto make = [&](int number) {
        return db.each(from<Post>().where(condition_of_shape(number)).order_by(col<&Post::id>));
    };
    using stream = decltype(make(0));
    {
        std::vector<std::unique_ptr<stream>> streams;
        for (int number = 0; number < 100; ++number) {
            streams.push_back(std::make_unique<stream>(make(number)));
            CHECK(streams.back()->begin()->id == 1);
        }
        for (auto& each : streams) {
            auto at = each->begin();
            ++at;
            REQUIRE(at->id == 2);
        }
    }
    for (int number = 0; number < 100; ++number) db.all(from<Post>().where(condition_of_shape(number)));
    CHECK(prepared(db) <= 100 + 64);
}

TEMPLATE_TEST_CASE("shapes that differ in a detail are told apart", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto ids = [&](const predicate<User>& wanted, const ordering<User>& order) {
        return db.all(from<User>().where(wanted).order_by(order).select(col<&User::id>));
    };
    using list = std::vector<std::int64_t>;
    for (int round = 0; round < 2; ++round) {
        CHECK(ids(col<&User::id>.in({1, 2}), col<&User::id>) == list{1, 2});
        CHECK(ids(col<&User::id>.not_in({1, 2}), col<&User::id>) == list{3});
        CHECK(ids(col<&User::id>.in(1, 2), col<&User::id>) == list{1, 2});
        CHECK(ids(col<&User::id> < 3, col<&User::id>.desc()) == list{2, 1});
        CHECK(ids(col<&User::id> < 3, col<&User::id>) == list{1, 2});
        CHECK(ids(col<&User::id> > 1, col<&User::bio>.asc().nulls_first()) == list{2, 3});
        CHECK(ids(col<&User::id> > 1, col<&User::bio>.asc().nulls_last()) == list{3, 2});
        CHECK(ids(col<&User::name> == "Ann", {}) == list{1});
        CHECK(ids(col<&User::email> == "Ann", {}).empty());
        CHECK(ids(col<&User::role> == Role::author, {}) == list{1});
        CHECK(db.count(from<User>().where(predicate<User>(col<&User::id> == 1))) == 1);
        CHECK(db.exists(from<User>().where(predicate<User>(col<&User::id> == 1))));
    }
}

TEMPLATE_TEST_CASE("statements survive a change of the tables", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    CHECK(db.all(from<Post>()).size() == 3);
    CHECK(db.template find<Post>(1)->title == "Hello");
    db.execute("ALTER TABLE post ADD COLUMN further integer");
    CHECK(db.all(from<Post>()).size() == 3);
    CHECK(db.template find<Post>(1)->title == "Hello");
    db.execute("DROP TABLE post_tag");
    db.execute("DROP TABLE post");
    CHECK_THROWS_AS(db.all(from<Post>()), syntax_error);
    CHECK_THROWS_AS(db.template find<Post>(1), syntax_error);
    db.template create_tables<everything>();
    CHECK(db.all(from<Post>()).empty());
    CHECK(db.template find<Post>(1) == std::nullopt);
}

TEMPLATE_TEST_CASE("a statement that could not be prepared leaves no trace", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    CHECK_THROWS_AS(db.all(from<Post>()), syntax_error); // no such table yet
    CHECK_THROWS_AS(db.template find<Post>(1), syntax_error);
    CHECK_THROWS_AS(db.all(from<Post>().where(condition_of_shape(0))), syntax_error);
    CHECK_THROWS_AS(db.template query<std::int64_t>("SELECT id FROM post WHERE id = {}", 1), syntax_error);
    fill(db);
    CHECK(db.all(from<Post>()).size() == 3);
    CHECK(db.template find<Post>(1).has_value());
    CHECK(db.all(from<Post>().where(condition_of_shape(0))).size() == 3);
    CHECK(db.template query<std::int64_t>("SELECT id FROM post WHERE id = {}", 1).size() == 1);
}

TEMPLATE_TEST_CASE("a value that cannot be bound leaves nothing behind", "[cache]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto by_role = [](Role role) {
        return from<User>().where(col<&User::name> != "x" && col<&User::role> == role);
    };
    CHECK_THROWS_AS(db.all(by_role(static_cast<Role>(99))), conversion_error);
    CHECK(db.all(by_role(Role::admin)).size() == 1);
    constexpr auto by_key =
        from<Post>().where(col<&Post::title> != param<std::string_view> && col<&Post::id> == param<std::int64_t>);
    CHECK_THROWS_AS(db.all(by_key, "x", ~std::uint64_t{0}), conversion_error);
    CHECK(db.all(by_key, "x", 1).size() == 1);
}

namespace {

using cache = detail::statement_cache<detail::sqlite_driver>;

/// A constant as another shared object of the program could have it: at an address of its own.
struct constant {
    std::string text;
    detail::statement_identity identity;
    detail::ready_statement ready() const { return {.sql = text.c_str(), .size = text.size(), .identity = identity}; }
};

} // namespace

TEST_CASE("a constant is found by what it says, wherever it lies", "[cache]") {
    detail::sqlite_connection connection(":memory:", {});
    cache statements;
    const constant here{"SELECT 1", 7}, there{"SELECT 1", 7};
    const auto address_of = [&](const constant& of) { return &statements.acquire(connection, of.ready()).statement(); };
    const auto* first = address_of(here);
    CHECK(address_of(here) == first);
    CHECK(address_of(there) == first);
    CHECK(address_of(here) == first);
    CHECK(open_statements(connection.native()) == 1);

    // An identity that two texts happen to share, and a text that lies where another one lay.
    constant unlucky{"SELECT 2", 7};
    CHECK(statements.acquire(connection, unlucky.ready()).statement().sql() == "SELECT 2");
    CHECK(statements.acquire(connection, here.ready()).statement().sql() == "SELECT 1");
    constant reloaded{"SELECT 3", 9};
    CHECK(statements.acquire(connection, reloaded.ready()).statement().sql() == "SELECT 3");
    reloaded.text.back() = '4'; // at the same address
    reloaded.identity = 10;
    CHECK(statements.acquire(connection, reloaded.ready()).statement().sql() == "SELECT 4");
    CHECK(statements.size() == 4);
}

TEST_CASE("a thousand constants are all found again", "[cache]") {
    detail::sqlite_connection connection(":memory:", {});
    cache statements;
    std::vector<constant> all;
    for (std::uint64_t i = 0; i < 1000; ++i)
        all.push_back({"SELECT " + std::to_string(i), i % 10 + 1 + 64 * (i / 100)});
    for (int round = 0; round < 2; ++round)
        for (const constant& each : all)
            REQUIRE(statements.acquire(connection, each.ready()).statement().sql() == each.text);
    CHECK(statements.size() == 1000);
    statements.clear();
    CHECK(open_statements(connection.native()) == 0);
    CHECK(statements.acquire(connection, all[5].ready()).statement().sql() == all[5].text);
}

TEMPLATE_TEST_CASE("a query inside its own stream is prepared once more at most, not for every row", "[cache]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto nested = [&] {
        int count = 0;
        for ([[maybe_unused]] const Post& one : db.each(from<Post>()))
            for ([[maybe_unused]] const Post& two : db.each(from<Post>()))
                for ([[maybe_unused]] const Post& three : db.each(from<Post>())) ++count;
        return count;
    };
    const int before = prepared(db);
    const int more = TestType::is_sqlite ? 3 : 1; // PostgreSQL runs all three by one name
    CHECK(nested() == 27);
    CHECK(prepared(db) == before + more);
    CHECK(nested() == 27);
    CHECK(prepared(db) == before + more);
}

TEMPLATE_TEST_CASE("one text more than are kept does not make all of them prepare anew", "[cache]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    constexpr int texts = 66, rounds = 10;
    const auto run = [&](int number) {
        db.template query<std::int64_t>(unsafe_sql("SELECT " + std::to_string(number) + " + {}"), std::int64_t{1});
    };
    // Constants of the program are not among them: however many come, those stay.
    db.template query<std::int64_t>("SELECT 5 + {}", std::int64_t{1});
    for (int number = 0; number < texts; ++number) run(number);
    int kept = 0;
    for (int round = 0; round < rounds; ++round)
        for (int number = 0; number < texts; ++number) {
            const auto names = [&] {
                if constexpr (TestType::is_sqlite) {
                    std::vector<sqlite3_stmt*> all;
                    for (sqlite3_stmt* at = nullptr; (at = sqlite3_next_stmt(db.connection().native(), at));)
                        all.push_back(at);
                    return all;
                } else {
                    return fresh.rows("SELECT 1"); // counted on SQLite only
                }
            };
            const auto before = names();
            run(number);
            kept += names() == before;
        }
    if constexpr (TestType::is_sqlite) CHECK(kept > texts * rounds / 2);
    CHECK(prepared(db) <= 64 + 20);
}
