#include <refract/test/fault.hpp>

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <string>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Post;
using blog::User;

namespace {

/// Two rows in a transaction: BEGIN, INSERT, INSERT, COMMIT.
template <class Database> void add_two(Database& db) {
    db.transaction([&](auto& inside) {
        inside.insert(Post{.title = "a", .author_id = 1});
        inside.insert(Post{.title = "b", .author_id = 1});
    });
}

} // namespace

TEMPLATE_TEST_CASE("each thing that is sent can fail, once", "[fault]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    const std::string count = "SELECT count(*) FROM post";
    const std::vector<std::string> names{"BEGIN", "INSERT", "INSERT", "COMMIT"};
    for (int n = 1; n <= 4; ++n) {
        const auto fault = test::fail_at(db, n);
        CHECK_THROWS_AS(add_two(db), busy);
        CHECK(fault.has_fired());
        CHECK(fault.seen() == n);
        CHECK(fault.sql().substr(0, 6) == names[static_cast<std::size_t>(n - 1)].substr(0, 6));
        CHECK(fresh.rows(count) == text_rows{"3"});
        add_two(db); // only the n-th fails
        CHECK(fresh.rows(count) == text_rows{"5"});
        db.execute("DELETE FROM post WHERE id > 3");
    }
    const auto fault = test::fail_at(db, 5);
    add_two(db);
    CHECK(!fault.has_fired());
    CHECK(fault.seen() == 4);
    CHECK(fresh.rows(count) == text_rows{"5"});
    CHECK_THROWS_WITH(test::fail_at(db, 0), has_text("not at number 0"));
}

TEMPLATE_TEST_CASE("a failed statement does to its transaction what a real one does", "[fault]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    auto scope = db.begin();
    {
        const auto fault = test::fail_at<serialization_failure>(db, 1);
        try {
            scope.insert(Post{.title = "a", .author_id = 1});
            FAIL("nothing failed");
        } catch (const serialization_failure& failure) {
            CHECK(failure.can_retry());
            CHECK(failure.sql().substr(0, 11) == "INSERT INTO");
            CHECK(std::string_view(failure.location().file_name()).find("fault.cpp") != std::string_view::npos);
        }
    }
    if constexpr (TestType::is_sqlite) {
        scope.insert(Post{.title = "b", .author_id = 1});
        scope.commit();
        CHECK(fresh.rows("SELECT headline FROM post WHERE id > 3") == text_rows{"b"});
    } else {
        CHECK_THROWS_WITH(scope.insert(Post{.title = "b", .author_id = 1}), has_text("aborted"));
        scope.rollback();
        CHECK(fresh.rows("SELECT headline FROM post WHERE id > 3").empty());
    }
    CHECK(db.insert(Post{.title = "c", .author_id = 1}).title == "c");
}

TEMPLATE_TEST_CASE("a commit can fail: its changes are not made", "[fault]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    {
        const auto fault = test::fail_at_commit(db, 1, timeout("too long"));
        CHECK_THROWS_WITH(add_two(db), has_text("too long") && has_text("COMMIT"));
        CHECK(fault.has_fired());
    }
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"3"});
    auto outer = db.begin();
    {
        const auto fault = test::fail_at_commit(db);
        CHECK_THROWS_AS(add_two(outer), busy);
        outer.insert(Post{.title = "c", .author_id = 1}); // what is around it goes on
    }
    outer.commit();
    CHECK(fresh.rows("SELECT headline FROM post WHERE id > 3") == text_rows{"c"});
    const auto fault = test::fail_at_commit(db);
    db.insert(Post{.title = "d", .author_id = 1}); // commits nothing of its own
    CHECK(!fault.has_fired());
}

TEMPLATE_TEST_CASE("a lost connection is closed", "[fault]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    {
        const auto fault = test::fail_at<connection_error>(db, 3);
        try {
            add_two(db);
            FAIL("nothing failed");
        } catch (const connection_error& failure) { CHECK(failure.connection_lost()); }
    }
    CHECK(!db.is_open());
    CHECK_THROWS_AS(db.count(from<Post>()), connection_error);
    auto again = fresh.open();
    CHECK(again.count(from<Post>()) == 3);
}

TEMPLATE_TEST_CASE("work that fails anywhere leaves nothing", "[fault]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    std::int64_t rows = 3;
    int checks = 0, last = 0;
    const auto is_whole = [&](int n) {
        ++checks, last = n;
        const std::int64_t now = db.count(from<Post>());
        CHECK((now == rows || (n == 5 && now == rows + 2)));
        rows = now;
    };
    CHECK(test::fail_everywhere(db, [&] { add_two(db); }, is_whole) == 4);
    CHECK(checks == 5);
    CHECK(last == 5);
    CHECK(rows == 5);

    // Two statements without a transaction are not one: this is found.
    bool was_half = false;
    const auto apart = [&] {
        db.insert(Post{.title = "a", .author_id = 1});
        db.insert(Post{.title = "b", .author_id = 1});
    };
    CHECK(test::fail_everywhere<timeout>(db, apart, [&] { was_half |= db.count(from<Post>()) % 2 == 0; }) == 2);
    CHECK(was_half);
    CHECK_THROWS_WITH(test::fail_everywhere(db, apart, [] {}, 2), has_text("more than 2 statements"));
    CHECK_THROWS_AS(
        test::fail_everywhere(db, [] { throw std::runtime_error("of its own"); }, [] {}), std::runtime_error);
    // Scripts, copies in bulk and streams are sent, too.
    const auto others = [&] {
        db.execute("DELETE FROM post; DELETE FROM users WHERE id > 1");
        db.insert_many(std::vector<Post>(60, Post{.title = "x", .author_id = 1}));
        int read = 0;
        for (const Post& each : db.each(from<Post>())) read += each.title == "x";
        CHECK(read == 60);
    };
    CHECK(test::fail_everywhere(db, others, [] {}) >= 4);
}
