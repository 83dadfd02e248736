// The place of a call: every verb for queries names its line, with and without arguments.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/query_verbs.hpp>

#include <string_view>
#include <thread>

using namespace refract;
using namespace refract_test;
using blog::Tag;

namespace {

constexpr unsigned line_of(std::source_location where = std::source_location::current()) { return where.line(); }

/// The line that the error of a call carries.
template <class Work> unsigned failing_line(Work work) {
    try {
        work();
    } catch (const error& failure) {
        CHECK(std::string_view(failure.location().file_name()).find("query_verbs.cpp") != std::string_view::npos);
        return failure.location().line();
    }
    FAIL("no error");
    return 0;
}
constexpr auto by_label = from<Tag>().where(col<&Tag::label> == param<std::string_view>);
constexpr auto by_two =
    from<Tag>().where(col<&Tag::label> == param<std::string_view> || col<&Tag::id> == param<std::int32_t>);
constexpr auto by_four = from<Tag>().where(
    col<&Tag::id>.in(param<std::int32_t>, param<std::int32_t>, param<std::int32_t>, param<std::int32_t>));
constexpr std::int64_t huge = std::int64_t{1} << 40; // does not fit the parameters

} // namespace

TEMPLATE_TEST_CASE("every verb names the line of its call, beside any arguments", "[query_verbs]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    CHECK(failing_line([&] { db.one(from<Tag>()); }) == line_of());
    CHECK(failing_line([&] { db.one(by_label, "x"); }) == line_of());
    CHECK(failing_line([&] { db.one(by_two, "x", 1); }) == line_of());
    CHECK(failing_line([&] { db.one(by_two, "x", huge); }) == line_of());
    CHECK(failing_line([&] { db.all(by_two, "x", huge); }) == line_of());
    CHECK(failing_line([&] { db.first(by_two, "x", huge); }) == line_of());
    CHECK(failing_line([&] { db.count(by_two, "x", huge); }) == line_of());
    CHECK(failing_line([&] { db.exists(by_two, "x", huge); }) == line_of());
    CHECK(failing_line([&] { db.each(by_two, "x", huge); }) == line_of());
    CHECK(failing_line([&] { db.all(by_four, 1, 2, 3, huge); }) == line_of());
    CHECK(failing_line([&] { db.exec(delete_from<Tag>().where(col<&Tag::id> == param<std::int32_t>), huge); }) ==
          line_of());
    CHECK(failing_line([&] { db.template get<Tag>(1); }) == line_of());
    CHECK(failing_line([&] { db.template get<Tag>("no number"[0] == 'n' ? 7 : 8); }) == line_of());
    // In the transaction's verbs, and in another thread.
    auto tx = db.begin();
    CHECK(failing_line([&] { tx.one(by_label, "x"); }) == line_of());
    tx.rollback();
    unsigned line = 0;
    std::thread([&] { line = failing_line([&] { db.one(by_label, "x"); }); }).join();
    CHECK(line == line_of() - 1);
    // A place that a helper was called at can be passed on.
    const auto here = std::source_location::current();
    CHECK(failing_line([&] { db.one(by_label, "x", here); }) == here.line());
    CHECK(failing_line([&] { db.one(from<Tag>(), here); }) == here.line());
}

TEMPLATE_TEST_CASE("a stream names the line where it was begun, at any row and in any thread", "[query_verbs]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    const auto line = line_of() + 1;
    auto stream = db.each(by_label, "x");
    db.close();
    unsigned seen = 0;
    std::thread([&] { seen = failing_line([&] { stream.begin(); }); }).join();
    CHECK(seen == line);
    CHECK(error("of no call").location().line() == 0);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a select that locks may be executed: its rows are not wanted", "[query_verbs]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Tag>>();
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, "b"}, {0, "c"}});
    auto other = fresh.open();
    other.execute("SET lock_timeout = '20ms'");
    const auto touch = update<Tag>().set(col<&Tag::label> = "x").where(col<&Tag::id> == param<std::int64_t>);
    {
        auto tx = db.begin();
        CHECK(tx.exec(from<Tag>().where(col<&Tag::label> == "a").for_update()) == 0); // it writes none
        CHECK_THROWS_AS(other.exec(touch, 1), error);
        CHECK(other.exec(touch, 2) == 1);
        CHECK(tx.exec(from<Tag>().for_share()) == 0);
        CHECK_THROWS_AS(other.exec(touch, 3), error);
    }
    CHECK(other.exec(touch, 1) == 1);
}
#endif
