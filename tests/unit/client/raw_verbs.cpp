// Raw SQL: what it counts, how it is kept, and where its errors point.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/raw_verbs.hpp>

#include <string>

using namespace refract;
using namespace refract_test;
using blog::Tag;

TEMPLATE_TEST_CASE("execute counts the rows that the last statement touched, on either database", "[raw_verbs]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    CHECK(db.execute("INSERT INTO tag (label) VALUES ('a'), ('b')") == 2);
    CHECK(db.execute("SELECT * FROM tag") == 0);
    CHECK(db.execute("SELECT * FROM tag WHERE label <> {}", "z") == 0);
    CHECK(db.execute("UPDATE tag SET label = {}", "c") == 2);
    CHECK(db.execute("UPDATE tag SET label = 'd'; CREATE TABLE other (i integer)") == 0);
    CHECK(db.execute("UPDATE tag SET label = 'e'; DELETE FROM tag WHERE label = 'z'") == 0);
    CHECK(db.execute("UPDATE tag SET label = 'f'; DELETE FROM tag -- all of them") == 2);
}

TEMPLATE_TEST_CASE("errors of raw SQL name its line and its text", "[raw_verbs]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const auto line = std::source_location::current().line();
    const auto check = [&](unsigned below, auto work) {
        try {
            work();
            FAIL("no error");
        } catch (const error& failure) {
            CHECK(failure.location().line() == line + below);
            CHECK(failure.sql().find("nosuch") != std::string::npos);
        }
    };
    check(10, [&] { db.execute("DELETE FROM nosuch"); });
    check(11, [&] { db.execute("DELETE FROM nosuch WHERE i = {}", 1); });
    check(12, [&] { db.template query<std::int64_t>("SELECT i FROM nosuch"); });
    check(13, [&] { db.execute(unsafe_sql("DELETE FROM nosuch WHERE i = {}"), 1); });
    check(14, [&] { db.execute(unsafe_sql("DELETE FROM nosuch WHERE i = {}"), 1, 2); });
}

TEMPLATE_TEST_CASE("one raw text with values of other types is another statement", "[raw_verbs]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    for (int round = 0; round < 2; ++round) {
        CHECK(db.template query<std::int64_t>("SELECT {}", std::int64_t{7}) == std::vector<std::int64_t>{7});
        CHECK(db.template query<std::string>("SELECT {}", "seven") == std::vector<std::string>{"seven"});
    }
}

namespace {
struct MixedCase {
    std::int64_t id{};
    std::string userName;
};
} // namespace

TEMPLATE_TEST_CASE("the advice for a missing column works as it is written", "[raw_verbs]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    std::string message;
    try {
        db.template query<MixedCase>("SELECT 1 AS id, 'a' AS name");
    } catch (const schema_mismatch& failure) { message = failure.what(); }
    // Without the quotes PostgreSQL would make it username, and give the same advice again.
    REQUIRE(message.find("AS \"userName\"") != std::string::npos);
    const auto rows = db.template query<MixedCase>("SELECT CAST(1 AS bigint) AS id, 'a' AS \"userName\"");
    CHECK(rows.at(0).userName == "a");
}
