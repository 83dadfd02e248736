#include <refract/test/factory.hpp>

#include <refract/driver/sqlite_test_store.hpp>

#include <support/blog.hpp>
#include <support/databases.hpp>

#ifdef REFRACT_TEST_POSTGRES
#include <refract/driver/postgres_test_store.hpp>
#endif

#include <set>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Post;
using blog::PostTag;
using blog::Role;
using blog::User;

namespace {

struct Node {
    std::int64_t id{};
    std::int64_t parent_id{};
};

} // namespace

template <> inline constexpr auto refract::model<Node> =
    refract::table(refract::named("factory_node"), refract::foreign_key<&Node::parent_id>.references<&Node::id>());

TEMPLATE_TEST_CASE("what is said is so, the rest is made up", "[factory]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();
    auto users = test::factory<User>()
                     .with(col<&User::role> = Role::admin)
                     .with(col<&User::bio> = std::nullopt)
                     .with(col<&User::name> = std::string("Ann"))
                     .template sequence<&User::email>([](int n) { return std::to_string(n) + "@x.org"; });
    const User first = users.create(db);
    CHECK(first.role == Role::admin);
    CHECK(first.name == "Ann");
    CHECK(!first.bio);
    CHECK(first.email == "1@x.org");
    CHECK(db.template get<User>(first.id) == first);
    const std::vector<User> more = users.create(db, 3);
    CHECK(more[2].email == "4@x.org");
    CHECK(fresh.rows("SELECT count(*) FROM users WHERE name = 'Ann' AND bio IS NULL") == text_rows{"4"});

    // Parents come along, each its own; a key that is given makes none.
    auto posts = test::factory<Post>();
    const std::vector<Post> written = posts.create(db, 2);
    CHECK(written[0].author_id != written[1].author_id);
    CHECK(db.count(from<User>()) == 6);
    auto own = posts.with(col<&Post::author_id> = first.id).with(col<&Post::views> = col<&Post::author_id> + 1);
    CHECK(own.create(db).views == first.id + 1);
    CHECK(db.count(from<User>()) == 6);
    CHECK(test::factory<PostTag>().create(db).tag_id > 0);
    CHECK(fresh.rows("SELECT count(*) FROM post_tag JOIN post ON post.id = post_id") == text_rows{"1"});
    // Two factories of the same do not meet.
    std::set<std::string> emails;
    for (int i = 0; i < 3; ++i) emails.insert(test::factory<User>().create(db).email);
    CHECK(emails.size() == 3);
    // What is given and cannot be is the database's error, and nothing of it stays.
    const std::int64_t before = db.count(from<User>());
    auto taken = users.template sequence<&User::email>([](int) { return "1@x.org"; });
    CHECK_THROWS_AS(taken.create(db), unique_violation);
    CHECK_THROWS_AS(posts.with(col<&Post::author_id> = 99'999).create(db), foreign_key_violation);
    CHECK_THROWS_WITH(posts.with(col<&Post::views> = -1).create(db), has_text("check \"views_positive\""));
    CHECK(db.count(from<User>()) == before);
}

TEST_CASE("rows can be made without a database", "[factory]") {
    auto users = test::factory<User>({.seed = 3}).then([](User& user, int n) { user.name += std::to_string(n); });
    const User first = users.make(), second = users.make();
    CHECK(first.id == 0);
    CHECK(first.name.back() == '1');
    CHECK(second.name.back() == '2');
    CHECK(first.email != second.email);
    CHECK(test::factory<User>({.seed = 3}).make().email == first.email);
    CHECK(test::factory<User>({.seed = 4}).make() != test::factory<User>({.seed = 3}).make());
    CHECK(test::factory<Post>().make().author_id == 0);
    CHECK(test::factory<Post>().make().views >= 0);
}

TEST_CASE("a row that needs one of its own kind is said", "[factory]") {
    sqlite::database db(":memory:");
    db.create_tables<schema<Node>>();
    CHECK_THROWS_WITH(test::factory<Node>().create(db), has_text("needs rows that need one of it"));
    auto roots = test::factory<Node>().with(col<&Node::parent_id> = 1);
    CHECK(roots.create(db).id == 1); // it is its own
}
