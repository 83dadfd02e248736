// Every class of error, provoked on every database, with what it tells.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <string>
#include <vector>

namespace errors_test {

struct Account {
    std::int64_t id{};
    std::string name{};
    std::int64_t left{};
    std::int64_t right{};
};
struct Counter {
    std::uint64_t id{};
    refract::decimal<2> price{};
};
struct Wide {
    std::int64_t id{};
    std::int64_t a{};
    std::string b{};
    double c{};
    bool d{};
    std::chrono::sys_time<std::chrono::microseconds> e{};
    std::vector<std::byte> f{};
};

} // namespace errors_test

template <> inline constexpr auto refract::model<errors_test::Account> =
    refract::table(refract::unique<&errors_test::Account::left, &errors_test::Account::right>,
                   refract::check("left is small", refract::col<&errors_test::Account::left> < 100));

using namespace refract;
using namespace refract_test;
using namespace errors_test;
using blog::Post;
using blog::Tag;
using blog::User;

namespace {

/// Runs what fails, and gives the error of exactly that class.
template <class Expected, class Work> Expected failure_of(Work work) {
    try {
        work();
    } catch (const Expected& failure) {
        CHECK(typeid(failure) == typeid(Expected));
        CHECK(std::string(failure.what()).find(failure.message()) == 0);
        CHECK_FALSE(failure.message().empty());
        if (!failure.sql().empty()) CHECK(std::string(failure.what()).find(failure.sql()) != std::string::npos);
        return failure;
    }
    FAIL("no error");
    throw;
}
using columns = std::vector<std::string>;

} // namespace

TEMPLATE_TEST_CASE("violated constraints tell which, where and of what", "[errors]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    db.template create_tables<schema<Account>>();
    constexpr bool is_sqlite = TestType::is_sqlite;

    const auto unique = failure_of<unique_violation>([&] { db.insert(User{.email = "ann@example.org", .name = "x"}); });
    CHECK(unique.table() == "users");
    CHECK(unique.columns() == columns{"email"});
    CHECK(unique.code() == (is_sqlite ? "2067" : "23505"));
    CHECK(unique.constraint() == (is_sqlite ? "" : "users_email_key"));
    CHECK(unique.sql().find("INSERT INTO \"users\"") == 0);
    CHECK_FALSE(unique.can_retry());
    CHECK_FALSE(unique.connection_lost());

    db.insert(Account{.name = "a", .left = 1, .right = 2});
    CHECK(failure_of<unique_violation>([&] { db.insert(Account{.left = 1, .right = 2}); }).columns() ==
          columns{"left", "right"});
    const auto key = failure_of<unique_violation>([&] { db.insert(Account{.id = 1, .left = 5}); });
    CHECK(key.columns() == columns{"id"});
    CHECK(key.table() == "account");

    const auto foreign = failure_of<foreign_key_violation>([&] { db.insert(Post{.title = "x", .author_id = 99}); });
    CHECK(foreign.code() == (is_sqlite ? "787" : "23503"));
    if constexpr (!is_sqlite) {
        CHECK(foreign.table() == "post");
        CHECK(foreign.columns() == columns{"author_id"});
        CHECK(foreign.constraint() == "post_author_id_fkey");
    }
    const auto null = failure_of<not_null_violation>(
        [&] { db.execute("INSERT INTO account (name, \"left\") VALUES ({}, {})", "x", std::int64_t{1}); });
    CHECK(null.table() == "account");
    CHECK(null.columns() == columns{"right"});
    CHECK(null.code() == (is_sqlite ? "1299" : "23502"));

    const auto check = failure_of<check_violation>([&] { db.insert(Account{.left = 100}); });
    CHECK(check.constraint() == "left is small");
    CHECK(check.code() == (is_sqlite ? "275" : "23514"));
    CHECK(failure_of<check_violation>([&] {
              db.insert(Post{.title = "x", .views = -1, .author_id = 1});
          }).constraint() == "views_positive");
    CHECK_THROWS_AS(db.execute("UPDATE users SET role = {}", "king"), check_violation); // an enum's names

    // Each is also what stands above it.
    CHECK_THROWS_AS(db.insert(Account{.left = 100}), constraint_violation);
    CHECK_THROWS_AS(db.insert(Account{.left = 100}), error);
    CHECK_THROWS_AS(db.insert(Account{.left = 100}), std::exception);
    CHECK(fresh.rows("SELECT count(*) FROM account") == text_rows{"1"});
}

TEMPLATE_TEST_CASE("what the database does not understand", "[errors]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const auto table = failure_of<syntax_error>([&] { db.all(from<Tag>()); });
    CHECK(table.sql() == "SELECT \"id\", \"label\" FROM \"tag\"");
    CHECK(table.message().find("tag") != std::string::npos);
    CHECK_FALSE(table.code().empty());
    CHECK(failure_of<syntax_error>([&] { db.execute("SELEKT 1"); }).sql() == "SELEKT 1");
    failure_of<syntax_error>([&] { db.template query<std::int64_t>("SELECT nosuch({})", 1); });
    db.execute("CREATE TABLE tag (id bigint)");
    failure_of<syntax_error>([&] { db.insert(Tag{.id = 1}); });
    failure_of<syntax_error>([&] { db.all(from<Tag>()); });
    if constexpr (!TestType::is_sqlite) failure_of<syntax_error>([&] { db.insert_many(std::vector<Tag>(2)); });
    CHECK(fresh.rows("SELECT count(*) FROM tag") == text_rows{"0"});
    CHECK_FALSE(db.connection().in_transaction());
    // A statement that was prepared before the table was changed.
    db.execute("ALTER TABLE tag ADD COLUMN label text");
    db.insert(Tag{.id = 1});
    db.execute("ALTER TABLE tag RENAME COLUMN label TO name");
    failure_of<syntax_error>([&] { db.insert(Tag{.id = 2}); });
}

TEMPLATE_TEST_CASE("a value that no column holds is named by its column, and not shown", "[errors]",
                   REFRACT_TEST_DATABASES) {
    using errors_test::Counter;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Counter>>();
    const auto key = failure_of<conversion_error>([&] { db.insert(Counter{.id = std::uint64_t(-1)}); });
    CHECK(key.message().find("column \"id\"") != std::string::npos);
    CHECK(key.sql().find("INSERT") != std::string::npos);
    const Counter rich{.price = decimal<2>::from_coefficient(1'234'567'890'123'456'789)};
    const auto price = failure_of<conversion_error>([&] { db.insert(rich); });
    CHECK(price.message().find("column \"price\"") != std::string::npos);
    CHECK(price.message().find("1234567890") == std::string::npos);
    if constexpr (TestType::is_sqlite) {
        const Counter many{.price = decimal<2>::from_coefficient(1'234'567'890'123'456)};
        const auto digits = failure_of<conversion_error>([&] { db.insert(many); });
        CHECK(digits.message() ==
              "column \"price\" of \"counter\": a decimal has more than the 15 digits that SQLite stores exactly");
    }
}

TEMPLATE_TEST_CASE("rows that are missing, or too many", "[errors]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    CHECK(failure_of<not_found>([&] { db.template get<User>(99); }).message().find("users") != std::string::npos);
    CHECK(failure_of<not_found>([&] { db.update(Tag{99, "x"}); }).message().find("tag") != std::string::npos);
    CHECK(failure_of<not_found>([&] { db.one(from<Tag>()); }).sql().find("\"tag\"") != std::string::npos);
    CHECK(failure_of<too_many_rows>([&] { db.one(from<User>()); }).sql().find("\"users\"") != std::string::npos);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("columns of another type are refused by name on PostgreSQL", "[errors]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const auto stored = [&](std::string columns_sql, std::string values, std::string field, std::string also) {
        fresh.rows("DROP TABLE IF EXISTS wide");
        fresh.rows("CREATE TABLE wide (" + columns_sql + ")");
        fresh.rows("INSERT INTO wide VALUES (" + values + ")");
        const auto mentions = [&](const schema_mismatch& failure) {
            INFO(failure.what());
            CHECK(failure.message().find(field) != std::string::npos);
            CHECK(failure.message().find(also) != std::string::npos);
            CHECK(failure.sql().find("SELECT") == 0);
        };
        auto other = fresh.open(); // without statements of the table before
        mentions(failure_of<schema_mismatch>([&] { other.all(from<Wide>()); }));
        mentions(failure_of<schema_mismatch>([&] { other.first(from<Wide>()); }));
        mentions(failure_of<schema_mismatch>([&] {
            for (const Wide& each : other.each(from<Wide>())) (void)each;
        }));
        mentions(failure_of<schema_mismatch>([&] { other.get<Wide>(1); }));
    };
    const std::string rest = ", e timestamptz, f bytea";
    stored("id bigint, a integer, b text, c double precision, d boolean" + rest, "1, 1, 'x', 1, true, now(), ''",
           "\"a\"", "integer");
    stored("id bigint, a text, b text, c double precision, d boolean" + rest, "1, '1', 'x', 1, true, now(), ''",
           "\"a\"", "text");
    stored("id bigint, a bigint, b bytea, c double precision, d boolean" + rest, "1, 1, 'x', 1, true, now(), ''",
           "\"b\"", "bytea");
    stored("id bigint, a bigint, b text, c numeric, d boolean" + rest, "1, 1, 'x', 1, true, now(), ''", "\"c\"",
           "numeric");
    stored("id bigint, a bigint, b text, c double precision, d integer" + rest, "1, 1, 'x', 1, 1, now(), ''", "\"d\"",
           "integer");
    stored("id bigint, a bigint, b text, c double precision, d boolean, e text, f bytea", "1, 1, 'x', 1, true, 'x', ''",
           "\"e\"", "text");
    stored("id bigint, a bigint, b text, c double precision, d boolean, e timestamptz, f text",
           "1, 1, 'x', 1, true, now(), ''", "\"f\"", "text");
    stored("id bigint, a bigint, b text, c double precision, d boolean" + rest, "1, NULL, 'x', 1, true, now(), ''",
           "\"a\"", "NULL");
}
#endif

TEST_CASE("cells of another type are refused by name on SQLite", "[errors]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    const auto stored = [&](std::string values, std::string field, std::string also) {
        fresh.rows("DROP TABLE IF EXISTS wide");
        fresh.rows("CREATE TABLE wide (id, a, b, c, d, e, f)");
        fresh.rows("INSERT INTO wide VALUES (" + values + ")");
        const auto failure = failure_of<schema_mismatch>([&] { db.all(from<Wide>()); });
        INFO(failure.what());
        CHECK(failure.message().find(field) != std::string::npos);
        CHECK(failure.message().find(also) != std::string::npos);
        failure_of<schema_mismatch>([&] { db.get<Wide>(1); });
    };
    const std::string now = "'2020-01-01 00:00:00', x''";
    stored("1, 'x', 'x', 1.5, 1, " + now, "\"a\"", "text");
    stored("1, 1.5, 'x', 1.5, 1, " + now, "\"a\"", "a real number");
    stored("1, NULL, 'x', 1.5, 1, " + now, "\"a\"", "NULL");
    stored("1, 1, NULL, 1.5, 1, " + now, "\"b\"", "NULL");
    stored("1, 1, 'x', 'y', 1, " + now, "\"c\"", "text");
    stored("1, 1, 'x', 1.5, 'true', " + now, "\"d\"", "a boolean");
    stored("1, 1, 'x', 1.5, NULL, " + now, "\"d\"", "NULL");
    stored("1, 1, 'x', 1.5, 1, 'yesterday', x''", "\"e\"", "a time");
    stored("1, 1, 'x', 1.5, 1, NULL, x''", "\"e\"", "NULL");
    stored("1, 1, 'x', 1.5, 1, '2020-01-01 00:00:00', NULL", "\"f\"", "NULL");
}

TEMPLATE_TEST_CASE("an enum's text that is no enumerator", "[errors]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    fresh.rows(TestType::is_sqlite ? "PRAGMA ignore_check_constraints = ON"
                                   : "ALTER TABLE users DROP CONSTRAINT users_role_check");
    fresh.rows("UPDATE users SET role = 'king'");
    const auto failure = failure_of<conversion_error>([&] { db.all(from<User>()); });
    CHECK(failure.message().find("\"role\"") != std::string::npos);
    CHECK(failure.message().find("a text of 4 bytes is no enumerator of Role") != std::string::npos);
    CHECK(failure.message().find("king") == std::string::npos); // what is stored may be a secret
    CHECK(failure.sql().find("SELECT") == 0);
    failure_of<conversion_error>([&] { db.all(from<User>().select(col<&User::role>)); });
    failure_of<conversion_error>([&] { db.all(from<Post>().template join<&Post::author_id>()); });
    failure_of<conversion_error>([&] { db.template query<User>("SELECT * FROM users"); });
    failure_of<conversion_error>([&] { db.insert(User{.email = "x", .role = static_cast<blog::Role>(9)}); });
    CHECK(db.all(from<User>().select(col<&User::name>)).size() == 3);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a deadlock on PostgreSQL may be retried", "[errors]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, "b"}});
    auto other = fresh.open();
    db.execute("SET deadlock_timeout = '10ms'");
    auto first = db.begin();
    auto second = other.begin();
    first.exec(update<Tag>().set(col<&Tag::label> = "1").where(col<&Tag::id> == 1));
    second.exec(update<Tag>().set(col<&Tag::label> = "2").where(col<&Tag::id> == 2));
    // The other waits in the server while this one asks for what it holds.
    PGconn* const waiting = other.connection().native();
    REQUIRE(PQsendQuery(waiting, "UPDATE tag SET label = '2' WHERE id = 1") == 1);
    PQflush(waiting);
    while (fresh.rows("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = " +
                      std::to_string(PQbackendPID(waiting))) == text_rows{"0"}) {}
    const auto failure = failure_of<serialization_failure>(
        [&] { first.exec(update<Tag>().set(col<&Tag::label> = "1").where(col<&Tag::id> == 2)); });
    CHECK(failure.can_retry());
    CHECK(failure.code() == "40P01");
    first.rollback();
    while (PGresult* rest = PQgetResult(waiting)) PQclear(rest);
    second.commit();
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"2", "2"});
}
#endif
