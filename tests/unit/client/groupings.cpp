// Several groupings in one query, and the first row of each: on PostgreSQL, which has them.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

#ifdef REFRACT_TEST_POSTGRES

namespace {

struct Total {
    std::optional<std::int64_t> author_id{};
    std::optional<bool> published{};
    std::int64_t posts{};
    std::optional<std::int64_t> views{};
    bool operator==(const Total&) const = default;
};
struct First {
    std::int64_t author_id{};
    std::int64_t views{};
    bool operator==(const First&) const = default;
};
using totals = std::vector<Total>;
template <class... Value> using tuples_of = std::vector<std::tuple<Value...>>;
constexpr std::nullopt_t all = std::nullopt;

constexpr auto by_author =
    from<Post>()
        .select<Total>(col<&Post::author_id>, col<&Post::published>, count(), sum(col<&Post::views>))
        .order_by(col<&Post::author_id>, col<&Post::published>);

} // namespace

TEST_CASE("groups are rolled up, and their keys are optional", "[groupings]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<everything>();
    // Of no rows there is still the group of all.
    CHECK(db.all(by_author.group_by(rollup(col<&Post::author_id>, col<&Post::published>))) ==
          totals{{all, all, 0, all}});
    CHECK(db.all(by_author.group_by(grouping_sets(col<&Post::author_id>, col<&Post::published>))).empty());
    for (const char* name : {"ann", "bob"}) db.insert(User{.email = name, .name = name});
    db.insert(Post{.title = "Hello", .published = true, .views = 10, .author_id = 1});
    db.insert(Post{.title = "Again", .views = 5, .author_id = 1});
    db.insert(Post{.title = "Mine", .published = true, .views = 7, .author_id = 2});
    CHECK(db.all(by_author.group_by(rollup(col<&Post::author_id>, col<&Post::published>))) ==
          totals{
              {1, false, 1, 5}, {1, true, 1, 10}, {1, all, 2, 15}, {2, true, 1, 7}, {2, all, 1, 7}, {all, all, 3, 22}});
    CHECK(db.all(by_author.group_by(cube(col<&Post::author_id>, col<&Post::published>))) == totals{{1, false, 1, 5},
                                                                                                   {1, true, 1, 10},
                                                                                                   {1, all, 2, 15},
                                                                                                   {2, true, 1, 7},
                                                                                                   {2, all, 1, 7},
                                                                                                   {all, false, 1, 5},
                                                                                                   {all, true, 2, 17},
                                                                                                   {all, all, 3, 22}});
    CHECK(db.all(by_author.group_by(
              grouping_sets(grouping_set(col<&Post::author_id>), col<&Post::published>, grouping_set()))) ==
          totals{{1, all, 2, 15}, {2, all, 1, 7}, {all, false, 1, 5}, {all, true, 2, 17}, {all, all, 3, 22}});
    // Beside a key of every group, several columns as one step, and with conditions of groups.
    CHECK(db.all(by_author.group_by(col<&Post::author_id>, rollup(col<&Post::published>))
                     .having(grouping(col<&Post::published>) == 1)) == totals{{1, all, 2, 15}, {2, all, 1, 7}});
    CHECK(db.all(by_author.group_by(rollup(grouping_set(col<&Post::author_id>, col<&Post::published>)))
                     .where(col<&Post::views> > 5)) == totals{{1, true, 1, 10}, {2, true, 1, 7}, {all, all, 2, 17}});
    CHECK(db.all(from<Post>()
                     .select(grouping(col<&Post::author_id>, col<&Post::published>), count())
                     .group_by(cube(col<&Post::author_id>, col<&Post::published>))
                     .having(count() > 1)
                     .order_by(grouping(col<&Post::author_id>, col<&Post::published>), count())) ==
          tuples_of<std::int32_t, std::int64_t>{{1, 2}, {2, 2}, {3, 3}});
    // It stands as a table, and in a union.
    CHECK(db.all(from(by_author.group_by(rollup(col<&Post::author_id>, col<&Post::published>)))
                     .where(col<&Total::author_id>.is_null())) == totals{{all, all, 3, 22}});
}

TEST_CASE("expressions that hold values are rolled up under their names", "[groupings]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db); // posts of 10, 5 and 7 views
    const auto band = (col<&Post::views> / 6).as<"band">();
    CHECK(db.all(from<Post>()
                     .select(band, grouping(band), count())
                     .group_by(rollup(band))
                     .having(grouping(band) == 1 || band > 0)
                     .order_by(band.asc().nulls_last())) ==
          tuples_of<std::optional<std::int64_t>, std::int32_t, std::int64_t>{{1, 0, 2}, {all, 1, 3}});
}

TEST_CASE("of each key the first row comes, in the query's order", "[groupings]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto titles = from<Post>().select(col<&Post::title>);
    CHECK(db.all(titles.distinct_on(col<&Post::author_id>).order_by(col<&Post::author_id>, col<&Post::views>)) ==
          std::vector<std::string>{"Again", "Mine"});
    CHECK(db.all(titles.distinct_on(col<&Post::author_id>)
                     .order_by(col<&Post::author_id>.desc(), col<&Post::views>.desc())
                     .where(col<&Post::views> > 5)) == std::vector<std::string>{"Mine", "Hello"});
    // Whole objects, joins, and expressions with values under a name.
    CHECK(db.all(from<User>()
                     .left_join<&Post::author_id>()
                     .select<User>()
                     .distinct_on(col<&User::id>)
                     .order_by(col<&User::id>, col<&Post::views>)
                     .limit(2))
              .size() == 2);
    const auto half = (col<&Post::views> % 2).as<"half">();
    CHECK(db.all(from<Post>()
                     .select(half, col<&Post::views>)
                     .distinct_on(half)
                     .order_by(half.desc(), col<&Post::views>.desc())) ==
          tuples_of<std::int64_t, std::int64_t>{{1, 7}, {0, 10}});
    // Behind an order of the run time.
    ordering<Post> order(col<&Post::author_id>);
    order.by(col<&Post::views>.desc());
    CHECK(db.all(titles.distinct_on(col<&Post::author_id>).order_by(order)) ==
          std::vector<std::string>{"Hello", "Mine"});
    // Read as a table, it has pages: its keys tell its rows apart.
    const auto firsts = from<Post>()
                            .select<First>(col<&Post::author_id>, col<&Post::views>)
                            .distinct_on(col<&Post::author_id>)
                            .order_by(col<&Post::author_id>, col<&Post::views>);
    CHECK(db.all(from(firsts).order_by(col<&First::author_id>.desc()).after(2)) == std::vector<First>{{1, 5}});
}

#endif
