// Queries inside queries, and run-time conditions inside and around them: their values must meet the right places.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

namespace {

using ids = std::vector<std::int64_t>;
constexpr auto user_ids = from<User>().order_by(col<&User::id>).select(col<&User::id>);
constexpr auto authored = col<&Post::author_id> == col<&User::id>;

} // namespace

TEMPLATE_TEST_CASE("exists, in and scalar", "[subqueries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db); // Ann has posts 1 and 2 with 10 and 5 views, Bob post 3 with 7, Cid none
    CHECK(db.all(user_ids.where(exists(from<Post>().where(authored && col<&Post::views> > 6)))) == ids{1, 2});
    CHECK(db.all(user_ids.where(!exists(from<Post>().where(authored)))) == ids{3});
    // Values before, inside and behind the query inside.
    constexpr auto between = user_ids.where(col<&User::id> > 0)
                                 .where(exists(from<Post>().where(col<&Post::views> < 8 && authored)))
                                 .where(col<&User::name> == "Ann");
    CHECK(db.all(between) == ids{1});
    constexpr auto busy = from<Post>().where(col<&Post::views> > 6).select(col<&Post::author_id>);
    CHECK(db.all(user_ids.where((col<&User::id> + 0).in(busy) && col<&User::id> < 9)) == ids{1, 2});
    CHECK(db.all(user_ids.where(col<&User::id>.not_in(busy))) == ids{3});
    CHECK(db.all(user_ids.where(scalar(from<Post>().where(authored).select(count())) >= 2)) == ids{1});
    CHECK(db.all(from<Post>()
                     .where(col<&Post::views> >
                            scalar(from<alias<Post, "all">>().select(avg(col<&Post::views, alias<Post, "all">>))))
                     .select(col<&Post::id>)) == ids{1});
    using row = std::tuple<std::string, std::optional<std::int64_t>>;
    CHECK(db.all(from<User>()
                     .order_by(col<&User::id>)
                     .select(col<&User::name>, scalar(from<Post>().where(authored).select(max(col<&Post::views>))))) ==
          std::vector<row>{{"Ann", 10}, {"Bob", 7}, {"Cid", std::nullopt}});
    // All rows make one, so what is never NULL of no rows either needs no std::optional.
    constexpr auto most = scalar(from<Post>().where(authored).select(coalesce(max(col<&Post::views>), 0)));
    CHECK(db.all(from<User>().order_by(col<&User::id>).select(most + 1)) == ids{11, 8, 1});
    constexpr auto most_of_group = scalar(
        from<Post>().where(authored).group_by(col<&Post::author_id>).select(coalesce(max(col<&Post::views>), 0)));
    CHECK(db.all(from<User>().order_by(col<&User::id>).select(most_of_group)) ==
          std::vector<std::optional<std::int64_t>>{10, 7, std::nullopt});
}

TEMPLATE_TEST_CASE("a distinct and ordered query in a set operation", "[subqueries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db());
    // The operand's column is cast on PostgreSQL, its order is not: that would be no order of what is selected.
    constexpr auto doubled = -col<&Post::views>;
    constexpr auto some = from<Post>().select(doubled).distinct().order_by(doubled).limit(2);
    CHECK(fresh.db().all(from<Post>().select(doubled).except(some)) == ids{-5});
}

TEMPLATE_TEST_CASE("an order is one of the table's columns, whatever the selected ones are called", "[subqueries]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill(fresh.db()); // views: 10, 5, 7
    // PostgreSQL calls a cast by its column, and an order by that name would be one of texts.
    constexpr auto by_number = from<Post>().order_by(col<&Post::views>);
    using texts = std::vector<std::string>;
    CHECK(fresh.db().all(by_number.select(cast<std::string>(col<&Post::views>))) == texts{"5", "7", "10"});
    CHECK(fresh.db().all(by_number.select(cast<std::string>(col<&Post::views>), col<&Post::views>)).size() == 3);
    constexpr auto other = from<alias<Post, "other">>()
                               .where(col<&Post::id, alias<Post, "other">> == 1)
                               .select(col<&Post::views, alias<Post, "other">>);
    CHECK(fresh.db().all(by_number.select(scalar(other), col<&Post::id>)).back() ==
          std::tuple(std::optional<std::int64_t>(10), std::int64_t(1)));
}

TEMPLATE_TEST_CASE("queries inside queries inside writes", "[subqueries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    CHECK(db.exec(update<Post>()
                      .set(col<&Post::views> = scalar(from<User>().select(count())) + 100)
                      .where(col<&Post::author_id>.in(
                          from<User>().where(col<&User::name> == "Ann").select(col<&User::id>)))) == 2);
    CHECK(fresh.rows("SELECT id, views FROM post ORDER BY id") == text_rows{"1|103", "2|103", "3|7"});
    CHECK(db.exec(delete_from<Post>().where(
              !exists(from<User>().where(authored && col<&User::name>.in("Bob", "Cid"))))) == 2);
    CHECK(fresh.rows("SELECT id FROM post") == text_rows{"3"});
}

TEMPLATE_TEST_CASE("arguments are given in the order in which they were written", "[subqueries]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    constexpr auto query = user_ids.where(col<&User::id> < param<std::int64_t>)
                               .where(exists(from<Post>().where(authored && col<&Post::views> > param<std::int64_t>)))
                               .where(col<&User::name> != param<std::string_view>);
    CHECK(db.all(query, 9, 6, "Bob") == ids{1});
    CHECK(db.all(query, 2, 6, "Cid") == ids{1});
    CHECK(db.all(query, 9, 8, "x") == ids{1});
    CHECK(db.count(query, 9, 0, "x") == 2);
}

TEMPLATE_TEST_CASE("run-time conditions inside queries inside", "[subqueries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    predicate<Post> seven = col<&Post::views> == 7;
    seven |= col<&Post::views> == 1234;
    predicate<User> no_cleo = col<&User::name> != "Cid";
    // Flags and values of all kinds, before and behind the query that holds run-time parts itself.
    for (int mask = 0; mask < 16; ++mask) {
        const auto query = user_ids.where_if((mask & 1) != 0, col<&User::id> < 2)
                               .where(col<&User::name> != "nobody")
                               .where(exists(from<Post>()
                                                 .where(seven)
                                                 .where_if((mask & 2) != 0, authored)
                                                 .where(col<&Post::id> < param<std::int64_t>)
                                                 .where_if((mask & 4) != 0, col<&Post::title> == "Mine")))
                               .where_if((mask & 8) != 0, col<&User::id> > 1)
                               .where(no_cleo);
        ids expected;
        for (std::int64_t id : {1, 2})
            if ((!(mask & 1) || id < 2) && (!(mask & 2) || id == 2) && (!(mask & 8) || id > 1)) expected.push_back(id);
        INFO("mask " << mask);
        CHECK(db.all(query, 9) == expected);
        CHECK(db.all(query, 3).empty());
    }
}

TEMPLATE_TEST_CASE("queries inside run-time conditions, with run-time conditions inside", "[subqueries]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    predicate<Post> seven = col<&Post::views> == 7;
    for (int mask = 0; mask < 8; ++mask) {
        predicate<User> wanted = col<&User::id> < 100;
        wanted &= exists(from<Post>()
                             .where_if((mask & 1) != 0, col<&Post::title> == "Hello")
                             .where(authored)
                             .where((mask & 2) != 0 ? seven : predicate<Post>())
                             .where(col<&Post::id> > 0));
        if ((mask & 4) != 0) wanted |= col<&User::name> == "Cid";
        ids expected;
        if (!(mask & 2)) expected.push_back(1);
        if (!(mask & 1)) expected.push_back(2);
        if (mask & 4) expected.push_back(3);
        INFO("mask " << mask);
        CHECK(db.all(user_ids.where(col<&User::id> > 0).where(wanted).limit(10)) == expected);
    }
    // A write whose own conditions are empty is refused, whatever stands inside.
    const auto all = delete_from<User>().where(predicate<User>());
    CHECK_THROWS_AS(db.exec(all), error);
    CHECK_THROWS_AS(
        db.exec(delete_from<User>().where_if(false, exists(from<Post>().where_if(true, col<&Post::id> > 0)))), error);
    CHECK(db.count(from<User>()) == 3);
}

TEMPLATE_TEST_CASE("a predicate or an order may speak of several tables", "[subqueries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    predicate<Post, User> own = col<&Post::views> > 6;
    own &= col<&User::name> == "Bob" || col<&Post::title> == "Hello";
    ordering<Post, User> by_name = col<&User::name>.desc();
    by_name.by(col<&Post::id>);
    CHECK(db.all(from<Post>().template join<&Post::author_id>().where(own).order_by(by_name).select(col<&Post::id>)) ==
          ids{3, 1});
}

TEMPLATE_TEST_CASE("case and windows", "[subqueries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    using row = std::tuple<std::int64_t, std::string, std::int64_t, std::int64_t>;
    constexpr auto band = case_when(col<&Post::views> > 8, "many").when(col<&Post::views> > 6, "some").otherwise("few");
    CHECK(db.all(from<Post>()
                     .order_by(col<&Post::id>)
                     .select(col<&Post::id>, band,
                             row_number().over(partition_by(col<&Post::author_id>), order_by(col<&Post::views>)),
                             sum(col<&Post::views> + 1).over(partition_by(col<&Post::author_id>)))) ==
          std::vector<row>{{1, "many", 2, 17}, {2, "few", 1, 17}, {3, "some", 1, 8}});
    CHECK(db.all(from<Post>().order_by(col<&Post::id>).select(case_when(col<&Post::id> == 2, col<&Post::title>))) ==
          std::vector<std::optional<std::string>>{std::nullopt, "Again", std::nullopt});
}
