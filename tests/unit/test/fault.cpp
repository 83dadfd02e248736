#include <refract/test/fault.hpp>

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <string>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Post;
using blog::PostTag;
using blog::User;

namespace fault_trees {

struct PostTree {
    using model = Post;
    std::int64_t id{};
    std::string title;
    std::vector<blog::Tag> tags;
};
struct UserTree {
    using model = User;
    std::int64_t id{};
    std::string email;
    std::string name;
    std::vector<PostTree> posts;
};

} // namespace fault_trees

template <> inline constexpr auto refract::shape<fault_trees::PostTree> =
    refract::relations(refract::by<&fault_trees::PostTree::tags, &PostTag::post_id, &PostTag::tag_id>);

namespace {

using fault_trees::UserTree;

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

TEMPLATE_TEST_CASE("trees that fail anywhere are not there, and can be written and read afterwards", "[fault]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();
    const UserTree tree{
        .email = "a",
        .name = "A",
        .posts = {{.title = "1", .tags = {{.label = "x"}, {.label = "y"}}}, {.title = "2", .tags = {{.label = "z"}}}}};
    const std::string rows = "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM post), (SELECT count(*) FROM "
                             "tag), (SELECT count(*) FROM post_tag)";
    const auto write = [&] { db.insert(tree); };
    int failures = 0;
    const int last = test::fail_everywhere<serialization_failure>(db, write, [&] {
        const std::string found = fresh.rows(rows).front();
        CHECK((found == "0|0|0|0" || found == "1|2|3|3"));
        failures += found == "0|0|0|0";
    });
    CHECK(failures == last);
    CHECK(failures >= 3);
    int read = 0;
    const auto read_all = [&] {
        const auto all = db.all(from<User>().template select<UserTree>());
        read = static_cast<int>(all.at(0).posts.size());
    };
    CHECK(test::fail_everywhere(db, read_all, [] {}) >= 1);
    CHECK(read == 2);
    auto scope = db.begin(); // the same in a transaction, as a savepoint
    db.execute("DELETE FROM post_tag");
    db.execute("DELETE FROM post");
    db.execute("DELETE FROM users");
    const auto again = [&] {
        auto inner = scope.begin();
        inner.insert(tree);
        inner.commit();
    };
    bool fired = true;
    for (int n = 2; fired; ++n) { // a savepoint that fails takes what is around it along
        auto fault = test::fail_at(db, n);
        try {
            again();
        } catch (const busy&) {}
        fault.stop();
        fired = fault.has_fired();
        CHECK(db.count(from<User>()) == (fired ? 0 : 1));
    }
    scope.commit();
    CHECK(fresh.rows("SELECT count(*) FROM post_tag") == text_rows{"3"});
}

TEMPLATE_TEST_CASE("a connection that is lost anywhere is another one for the next run", "[fault]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh = [] {
        if constexpr (TestType::is_sqlite)
            return fresh_database<TestType>(place::file);
        else
            return fresh_database<TestType>();
    }();
    if (!fresh) return;
    blog::fill(fresh.db());
    const std::string count = "SELECT count(*) FROM post";
    const text_rows before = fresh.rows(count), after{std::to_string(std::stoi(before.front()) + 2)};
    int checks = 0;
    const int failures =
        test::fail_everywhere<connection_error>([&] { return fresh.open(); }, [](auto& other) { add_two(other); },
                                                [&](int n) {
                                                    ++checks;
                                                    CHECK(fresh.rows(count) == (n <= 4 ? before : after));
                                                });
    CHECK(failures == 4);
    CHECK(checks == 5);
    // A failure of the usual class may have connections of its own, too.
    CHECK(test::fail_everywhere<busy>([&] { return fresh.open(); }, [](auto& other) { add_two(other); }, [] {}) == 4);
}
