// The verbs that run a query: all, first, one, each, exec, count, exists.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

namespace {

constexpr auto by_name = from<User>().where(col<&User::name> == param<std::string_view>);
constexpr auto by_key = col<&Post::id>.asc();

std::vector<std::string> names(const std::vector<User>& users) {
    std::vector<std::string> result;
    for (const User& each : users) result.push_back(each.name);
    return result;
}
using list = std::vector<std::string>;

} // namespace

TEMPLATE_TEST_CASE("all gives every row as an object", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    const std::vector<User> users = db.all(from<User>().order_by(col<&User::id>));
    REQUIRE(users.size() == 3);
    CHECK(users[0].email == "ann@example.org");
    CHECK(users[0].bio == "writes");
    CHECK(users[0].role == Role::author);
    CHECK(users[0].created_at.time_since_epoch().count() == 1'000'000'000'000'000);
    CHECK(users[1].bio == std::nullopt);
    CHECK(users[2].bio == "");

    const std::vector<Post> posts = db.all(from<Post>().order_by(by_key));
    CHECK(posts == std::vector<Post>{{1, "Hello", true, 10, 1}, {2, "Again", false, 5, 1}, {3, "Mine", true, 7, 2}});
    CHECK(db.all(from<Tag>()).empty());
}

TEMPLATE_TEST_CASE("first gives the first row or none", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    CHECK(db.first(from<Post>().order_by(by_key))->title == "Hello");
    CHECK(db.first(from<Post>().order_by(by_key).offset(1))->title == "Again");
    CHECK(db.first(from<Post>().order_by(by_key).limit(0)) == std::nullopt);
    CHECK(db.first(by_name, "Bob")->id == 2);
    CHECK(db.first(by_name, "nobody") == std::nullopt);
    // Again: nothing of the first execution is left behind in the cached statement.
    CHECK(db.first(by_name, std::string("Cid"))->id == 3);
    CHECK(db.first(from<User>().select(col<&User::bio>).where(col<&User::id> == 2)) ==
          std::optional<std::optional<std::string>>(std::in_place, std::nullopt));
}

TEMPLATE_TEST_CASE("one wants exactly one row", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    CHECK(db.one(by_name, "Bob").id == 2);
    CHECK_THROWS_AS(db.one(by_name, "nobody"), not_found);
    CHECK_THROWS_AS(db.one(from<User>()), too_many_rows);
    CHECK_THROWS_AS(db.one(from<User>().where(col<&User::id> > 1)), too_many_rows);
    CHECK(db.one(from<User>().order_by(col<&User::id>).limit(1)).id == 1);
    CHECK_THROWS_AS(db.one(from<User>().limit(2)), too_many_rows);
    try {
        db.one(by_name, "nobody");
        FAIL("no error");
    } catch (const not_found& failure) {
        CHECK(failure.sql().find("FROM \"users\"") != std::string::npos);
        CHECK_FALSE(failure.can_retry());
    }
    // The connection is as good as before.
    CHECK(db.one(by_name, "Ann").id == 1);
    CHECK(db.one(from<User>().select(count())) == 3);
}

TEMPLATE_TEST_CASE("exec gives the number of rows that a write touched", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    CHECK(db.exec(update<Post>().set(col<&Post::views> += 1).where(col<&Post::author_id> == 1)) == 2);
    CHECK(fresh.rows("SELECT views FROM post ORDER BY id") == text_rows{"11", "6", "7"});
    CHECK(db.exec(update<Post>().set(col<&Post::views> = 0).all_rows()) == 3);
    CHECK(db.exec(update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> == 99)) == 0);
    CHECK(db.exec(insert_into<Tag>().set(col<&Tag::label> = "x")) == 1);
    CHECK(db.exec(delete_from<Post>().where(col<&Post::published> == false)) == 1);
    CHECK(db.exec(delete_from<Post>().where(col<&Post::published> == false)) == 0);
    CHECK(db.exec(delete_from<Post>().all_rows()) == 2);
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"0"});
    // With rows that nobody reads.
    CHECK(db.exec(insert_into<Tag>().set(col<&Tag::label> = "y").returning(col<&Tag::id>)) == 1);
    CHECK(db.exec(update<Tag>().set(col<&Tag::label> = "z").all_rows().returning()) == 2);
    CHECK(fresh.rows("SELECT label FROM tag") == text_rows{"z", "z"});
}

TEMPLATE_TEST_CASE("count and exists ask the database, whatever the query has", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    CHECK(db.count(from<User>()) == 3);
    CHECK(db.count(from<User>().where(col<&User::bio> == std::nullopt)) == 1);
    CHECK(db.count(by_name, "Ann") == 1);
    CHECK(db.count(from<User>().limit(2)) == 2);
    CHECK(db.count(from<User>().order_by(col<&User::id>).limit(10).offset(2)) == 1);
    CHECK(db.count(from<Post>().template join<&Post::author_id>()) == 3);
    CHECK(db.count(from<User>().template left_join<&Post::author_id>()) == 4);
    CHECK(db.count(from<Post>().group_by(col<&Post::author_id>).select(col<&Post::author_id>, count())) == 2);
    CHECK(db.count(from<Post>().select(col<&Post::author_id>).distinct()) == 2);
    CHECK(db.count(from<Post>().select(count())) == 1);

    CHECK(db.exists(from<User>()));
    CHECK_FALSE(db.exists(from<Tag>()));
    CHECK(db.exists(by_name, "Ann"));
    CHECK_FALSE(db.exists(by_name, "nobody"));
    CHECK_FALSE(db.exists(from<User>().limit(0)));
    CHECK(db.exists(from<Post>().group_by(col<&Post::author_id>).having(count() > 1).select(count())));
    CHECK_FALSE(db.exists(from<Post>().group_by(col<&Post::author_id>).having(count() > 2).select(count())));
}

TEMPLATE_TEST_CASE("arguments and values meet their placeholders in any order of the clauses", "[session]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    // Written limit, where, select: numbered in the order of the SQL, given in the order of C++.
    constexpr auto last_first =
        from<Post>()
            .limit(param<std::int64_t>)
            .where(col<&Post::views> > param<std::int64_t> && col<&Post::title> != "Mine")
            .order_by(by_key)
            .select(col<&Post::id>, col<&Post::views> * param<std::int64_t>, col<&Post::views> + 1);
    CHECK(db.all(last_first, 5, 4, 100) ==
          std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>>{{1, 1000, 11}, {2, 500, 6}});
    CHECK(db.all(last_first, 1, 4, 2) ==
          std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>>{{1, 20, 11}});

    constexpr auto joined =
        from<Post>()
            .where(col<&Post::views> >= param<std::int64_t>)
            .template join<User>(col<&Post::author_id> == col<&User::id> && col<&User::name> != param<std::string_view>)
            .where(col<&Post::published> == param<bool>)
            .order_by(by_key)
            .select(col<&Post::title>);
    CHECK(db.all(joined, 0, "Bob", true) == list{"Hello"});
    CHECK(db.all(joined, 0, "nobody", true) == list{"Hello", "Mine"});
    CHECK(db.all(joined, 8, std::string("nobody"), true) == list{"Hello"});

    constexpr auto write = update<Post>()
                               .where(col<&Post::id> == param<std::int64_t>)
                               .set(col<&Post::title> = param<std::string_view>, col<&Post::views> = 77);
    CHECK(db.exec(write, 3, "new") == 1);
    CHECK(fresh.rows("SELECT headline, views FROM post WHERE id = 3") == text_rows{"new|77"});
}

TEMPLATE_TEST_CASE("a query is used again with other values", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    const auto named = [](std::string name) { return from<User>().where(col<&User::name> == std::move(name)); };
    const auto before = db.all(named("Ann"));
    CHECK(names(before) == list{"Ann"});
    CHECK(names(db.all(named("Bob"))) == list{"Bob"});
    CHECK(names(db.all(named(std::string(1000, 'x')))).empty());
    CHECK(names(before) == list{"Ann"});
}

TEMPLATE_TEST_CASE("one query with and without NULL", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    constexpr auto by_bio = from<User>().where(col<&User::bio>.is_not_distinct_from(param<std::optional<std::string>>));
    CHECK(names(db.all(by_bio, std::nullopt)) == list{"Bob"});
    CHECK(names(db.all(by_bio, std::optional<std::string>("writes"))) == list{"Ann"});
    CHECK(names(db.all(by_bio, std::optional<std::string>())) == list{"Bob"});
    CHECK(names(db.all(by_bio, "")) == list{"Cid"});

    constexpr auto set_bio =
        update<User>().set(col<&User::bio> = param<std::optional<std::string>>).where(col<&User::id> == 1);
    CHECK(db.exec(set_bio, std::nullopt) == 1);
    CHECK(fresh.rows("SELECT bio FROM users WHERE id = 1") == text_rows{"NULL"});
    CHECK(db.exec(set_bio, "text") == 1);
    CHECK(fresh.rows("SELECT bio FROM users WHERE id = 1") == text_rows{"text"});
}

TEMPLATE_TEST_CASE("returning gives what a write made", "[session]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);

    CHECK(db.one(insert_into<Tag>().set(col<&Tag::label> = "a").returning(col<&Tag::id>)) == 1);
    CHECK(db.one(insert_into<Tag>().set(col<&Tag::label> = "b").returning()) == Tag{2, "b"});
    CHECK(db.first(insert_into<Tag>().set(col<&Tag::label> = "c").returning(col<&Tag::id>, col<&Tag::label>)) ==
          std::tuple<std::int64_t, std::string>(3, "c"));
    const auto touched = db.all(update<Post>()
                                    .set(col<&Post::views> += 1)
                                    .where(col<&Post::author_id> == 1)
                                    .returning(col<&Post::views>, col<&Post::title>));
    CHECK(touched.size() == 2);
    CHECK(db.all(delete_from<Tag>().where(col<&Tag::id> == 2).returning()) == std::vector<Tag>{{2, "b"}});
    CHECK(db.all(delete_from<Tag>().where(col<&Tag::id> == 2).returning()).empty());
    CHECK_THROWS_AS(db.one(delete_from<Tag>().where(col<&Tag::id> == 2).returning()), not_found);
    // A write is run to its end, though only its first row is wanted.
    db.first(update<Post>().set(col<&Post::views> = 1000).all_rows().returning(col<&Post::id>));
    CHECK(fresh.rows("SELECT views FROM post") == text_rows{"1000", "1000", "1000"});
    CHECK_THROWS_AS(db.one(update<Post>().set(col<&Post::views> = 2000).all_rows().returning(col<&Post::id>)),
                    too_many_rows);
}
