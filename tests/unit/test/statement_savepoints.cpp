// A session in a test's transaction beside one in none: the same calls, the same answers.
#include <refract/test/statement_savepoints.hpp>

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <string>

using namespace refract;
using namespace refract_test;
using blog::Tag;

namespace {

/// What happens, a letter for each step.
template <class Database> std::string story(Database& db) {
    std::string told;
    const auto step = [&](auto work) {
        try {
            work();
            told += 'y';
        } catch (const error&) { told += 'n'; }
    };
    const auto add = [](auto& to, std::int64_t id) { to.execute(unsafe_sql("INSERT INTO tag VALUES ({}, 'x')"), id); };
    step([&] { add(db, 1); });
    step([&] { add(db, 1); });
    step([&] { db.execute("nonsense"); });
    step([&] { add(db, 2); });
    {
        auto scope = db.begin();
        step([&] { add(scope, 3); });
        step([&] { add(scope, 3); });
        step([&] { scope.rollback(); });
    }
    {
        auto scope = db.begin({.isolation = isolation::serializable});
        step([&] { add(scope, 4); });
        step([&] { scope.commit(); });
        step([&] { scope.commit(); });
    }
    step([&] { db.execute("nonsense"); });
    return told + std::to_string(db.count(from<Tag>()));
}

} // namespace

TEMPLATE_TEST_CASE("in a test's transaction all goes as outside of one", "[statement_savepoints]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();
    const std::string outside = story(db);
    CHECK(outside == "ynnyynyyynn3");
    db.execute("DELETE FROM tag");
    {
        auto around = db.begin();
        const detail::statement_savepoints<typename TestType::driver> inside(detail::session_door::share(db));
        CHECK(story(db) == outside);
    }
    CHECK(db.count(from<Tag>()) == 0);
    // It is off again: a transaction inside another has no isolation of its own.
    auto around = db.begin();
    CHECK_THROWS_AS(db.begin({.isolation = isolation::serializable}), error);
}
