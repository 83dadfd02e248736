// What the run time decides, in every place of the language: with groups, joins, queries inside, queries as tables, set
// operations, windows, names and pages. Each is run with its parts there and away, so that values must meet their places.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

namespace {

using texts = std::vector<std::string>;
using ids = std::vector<std::int64_t>;
template <class... Value> using tuples_of = std::vector<std::tuple<Value...>>;
using writer = alias<User, "writer">;
using twin = alias<Post, "twin">;

struct Total {
    std::int64_t author_id{};
    std::int64_t posts{};
    bool operator==(const Total&) const = default;
};

/// Posts with more views than this; empty of a negative number.
template <class Source = Post> predicate<Source> viewed(std::int64_t views) {
    predicate<Source> wanted;
    if (views >= 0) wanted &= col<&Post::views, Source> > views;
    return wanted;
}
template <class... Source, class Term> ordering<Source...> ordered_by(bool flag, const Term& term) {
    ordering<Source...> order;
    if (flag) order.by(term);
    return order;
}

template <class Source, class First, class Second>
ordering<Source> by_either(bool flag, const First& first, const Second& second) {
    return flag ? ordering<Source>(first) : ordering<Source>(second);
}

} // namespace

TEMPLATE_TEST_CASE("run-time parts stand in groups and joins", "[runtime_parts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db); // Ann has posts 1 and 2 with 10 and 5 views, Bob post 3 with 7, Cid none
    for (const bool flag : {false, true}) {
        const auto groups = from<Post>()
                                .where_if(flag, col<&Post::views> != 5)
                                .select(col<&Post::author_id>, count(), sum(col<&Post::views> * 2))
                                .where(viewed(flag ? 6 : -1))
                                .group_by(col<&Post::author_id>)
                                .having(count() > 0)
                                .order_by(ordered_by<Post>(true, col<&Post::author_id>.desc()));
        CHECK(db.all(groups) == (flag ? tuples_of<std::int64_t, std::int64_t, std::int64_t>{{2, 1, 14}, {1, 1, 20}}
                                      : tuples_of<std::int64_t, std::int64_t, std::int64_t>{{2, 1, 14}, {1, 2, 30}}));
        CHECK(db.count(groups) == 2);
        // An order by what the groups come to, and one by two tables.
        CHECK(db.all(from<Post>()
                         .select(col<&Post::author_id>)
                         .group_by(col<&Post::author_id>)
                         .order_by(by_either<Post>(flag, count().desc(), count()))) == (flag ? ids{1, 2} : ids{2, 1}));
        predicate<writer, Post> of_both;
        if (flag) of_both |= col<&User::name, writer> == "Bob";
        if (flag) of_both |= col<&Post::views> == 10;
        ordering<writer, Post> order(col<&User::name, writer>.desc());
        order.by(col<&Post::id>);
        CHECK(db.all(from<writer>()
                         .template join<Post>(col<&Post::author_id> == col<&User::id, writer> && col<&Post::id> < 9)
                         .where(of_both)
                         .order_by(order)
                         .select(col<&Post::id>)) == (flag ? ids{3, 1} : ids{3, 1, 2}));
        CHECK(db.all(from<User>()
                         .template left_join<&Post::author_id>()
                         .where_if(flag, col<&Post::id>.is_null())
                         .order_by(ordered_by<User, Post>(true, col<&User::id> + 1))
                         .select(col<&User::name>))
                  .size() == (flag ? 1 : 4));
    }
}

TEMPLATE_TEST_CASE("run-time parts stand inside queries that stand in others", "[runtime_parts]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    for (const bool flag : {false, true}) {
        const std::int64_t views = flag ? 7 : -1;
        // In select, where and order_by at once; what is outside comes before and behind in the text.
        const auto counted =
            scalar(from<Post>().where(col<&Post::author_id> == col<&User::id>).where(viewed(views)).select(count()));
        CHECK(db.all(from<User>()
                         .select(col<&User::name> + "!", counted)
                         .where_if(flag, exists(from<twin>()
                                                    .where(col<&Post::author_id, twin> == col<&User::id>)
                                                    .where(viewed<twin>(flag ? 4 : -1))))
                         .where(col<&User::name> != "nobody")
                         .order_by(counted.desc(), col<&User::id>)) ==
              (flag ? tuples_of<std::string, std::int64_t>{{"Ann!", 1}, {"Bob!", 0}}
                    : tuples_of<std::string, std::int64_t>{{"Ann!", 2}, {"Bob!", 1}, {"Cid!", 0}}));
        const auto totals = from<Post>()
                                .where(viewed(views))
                                .template select<Total>(col<&Post::author_id>, count())
                                .group_by(col<&Post::author_id>);
        CHECK(db.all(from(totals)
                         .where(col<&Total::posts> > 0)
                         .order_by(ordered_by<Total>(flag, col<&Total::author_id>))
                         .where_if(!flag, col<&Total::author_id> == 2)) ==
              (flag ? std::vector<Total>{{1, 1}} : std::vector<Total>{{2, 1}}));
        CHECK(db.all(with(totals)
                         .template from<User>()
                         .template join<Total>(col<&Total::author_id> == col<&User::id>)
                         .where_if(flag, col<&Total::posts> == 1)
                         .where(col<&User::name> != "x")
                         .order_by(ordered_by<User, Total>(true, col<&Total::author_id>))
                         .select(col<&User::name>)) == (flag ? texts{"Ann"} : texts{"Ann", "Bob"}));
        CHECK(db.all(from<User>()
                         .where(col<&User::id> > 0)
                         .join(totals, col<&Total::author_id> == col<&User::id> && col<&Total::posts> < 9)
                         .where_if(flag, col<&User::name> == "Ann")
                         .order_by(col<&User::id>)
                         .select(col<&User::name>)) == (flag ? texts{"Ann"} : texts{"Ann", "Bob"}));
        // A predicate that holds a query, whose predicate holds a value.
        predicate<User> wanted;
        wanted &= col<&User::id>.in(
            from<Post>().where(viewed(views)).where_if(flag, col<&Post::id> < 9).select(col<&Post::author_id>));
        wanted &= col<&User::name> != "nobody";
        CHECK(db.all(from<User>().where(wanted).order_by(col<&User::id>).select(col<&User::id>)) ==
              (flag ? ids{1} : ids{1, 2}));
    }
}

TEMPLATE_TEST_CASE("run-time parts stand in set operations, recursions and windows", "[runtime_parts]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    for (const bool flag : {false, true}) {
        const auto posts = from<Post>().where(viewed(flag ? 6 : -1)).select(col<&Post::author_id>);
        const auto users = from<User>().where_if(flag, col<&User::name> != "Cid").select(col<&User::id>);
        CHECK(db.all(posts.union_distinct(users).order_by(col<&Post::author_id>.desc()).limit(5)) ==
              (flag ? ids{2, 1} : ids{3, 2, 1}));
        CHECK(db.all(users.except(posts).order_by(col<&User::id>)) == (flag ? ids{} : ids{3}));
        CHECK(db.count(posts.union_all(users).union_all(posts)) == (flag ? 6 : 9));
        // An order of the run time is one of the whole, by what is selected.
        CHECK(db.all(users.union_all(from<User>().where(col<&User::id> < 0).select(col<&User::id>))
                         .order_by(by_either<User>(flag, col<&User::id>.desc(), col<&User::id>))) ==
              (flag ? ids{2, 1} : ids{1, 2, 3}));
        CHECK(db.all(from<Post>()
                         .select(col<&Post::id>, sum(col<&Post::views> + 1).over(order_by(col<&Post::id>)),
                                 count().filter(col<&Post::views> > 5).over())
                         .where_if(flag, col<&Post::id> > 1)
                         .order_by(ordered_by<Post>(true, col<&Post::id>))) ==
              (flag ? tuples_of<std::int64_t, std::int64_t, std::int64_t>{{2, 6, 1}, {3, 14, 1}}
                    : tuples_of<std::int64_t, std::int64_t, std::int64_t>{{1, 11, 2}, {2, 17, 2}, {3, 25, 2}}));
        // Windows, distinct rows and names are ordered by at run time, too.
        const auto band = (col<&Post::views> / 6).template as<"band">();
        CHECK(db.all(from<Post>()
                         .select(band, count())
                         .group_by(band)
                         .where_if(flag, col<&Post::views> < 10)
                         .order_by(ordered_by<Post>(true, band.desc()))) ==
              (flag ? tuples_of<std::int64_t, std::int64_t>{{1, 1}, {0, 1}}
                    : tuples_of<std::int64_t, std::int64_t>{{1, 2}, {0, 1}}));
    }
}

TEMPLATE_TEST_CASE("run-time parts stand in writes", "[runtime_parts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    predicate<Post> wanted = viewed(4);
    wanted &=
        exists(from<User>().where(col<&User::id> == col<&Post::author_id>).where_if(true, col<&User::name> == "Ann"));
    CHECK(
        db.exec(update<Post>()
                    .set(col<&Post::title> = col<&Post::title> + "!")
                    .set_if(true, col<&Post::views> = scalar(from<twin>().where(viewed<twin>(6)).select(count())) + 100)
                    .set_if(false, col<&Post::published> = true)
                    .where(wanted)) == 2);
    CHECK(db.all(from<Post>().order_by(col<&Post::id>).select(col<&Post::title>, col<&Post::views>)) ==
          tuples_of<std::string, std::int64_t>{{"Hello!", 102}, {"Again!", 102}, {"Mine", 7}});
    CHECK(db.all(delete_from<Post>().where_if(false, col<&Post::id> == 3).where(viewed(50)).returning(col<&Post::id>))
              .size() == 2);
    CHECK_THROWS_AS(db.exec(delete_from<Post>().where(viewed(-1)).where_if(false, col<&Post::id> == 3)), error);
    CHECK(db.count(from<Post>()) == 1);
}

// Parts under names, also over aliases.
namespace {

template <class Source> constexpr auto published_of = col<&Post::published, Source> == true;
template <class Source = Post> constexpr auto newest_first = order_by(col<&Post::id, Source>.desc());
constexpr auto titles = [](const auto& query) { return query.select(col<&Post::title>); };
template <class Source> constexpr auto with_author = [](const auto& query) {
    return query.template join<User>(col<&Post::author_id, Source> == col<&User::id>);
};
constexpr auto of_author(std::string_view name) { return col<&User::name> == name; }
constexpr auto page_behind(const Post& seen, std::int64_t size) {
    return [&seen, size](const auto& query) { return query.order_by(col<&Post::id>).after(seen).limit(size); };
}
constexpr auto all_titles = from<Post>() | published_of<Post> | newest_first<> | titles;

} // namespace

TEMPLATE_TEST_CASE("named parts stand in any query that has their tables", "[runtime_parts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    CHECK(db.all(all_titles) == texts{"Mine", "Hello"});
    CHECK(db.all(from<Post>() | with_author<Post> | of_author("Ann") | published_of<Post> | titles) == texts{"Hello"});
    CHECK(db.all(from<twin>() | with_author<twin> | published_of<twin> | newest_first<twin> | [](const auto& query) {
        return query.select(col<&Post::id, twin>, col<&User::name>);
    }) == tuples_of<std::int64_t, std::string>{{3, "Bob"}, {1, "Ann"}});
    CHECK(db.all(from<Post>() | page_behind(Post{.id = 1}, 1) | titles) == texts{"Again"});
    // In writes, in queries inside, and behind conditions of the run time.
    CHECK(db.count(from<User>().where(
              exists(from<Post>().where(col<&Post::author_id> == col<&User::id>) | published_of<Post>))) == 2);
    CHECK(db.all((from<Post>() | viewed(6) | published_of<Post> | newest_first<>).select(col<&Post::id>)) == ids{3, 1});
    CHECK(db.all(from(from<Post>() | published_of<Post>) | newest_first<> | titles) == texts{"Mine", "Hello"});
    CHECK(db.all((from<Post>() | titles).union_distinct(from<Post>() | published_of<Post> | titles) |
                 order_by(col<&Post::title>)) == texts{"Again", "Hello", "Mine"});
    CHECK(db.exec(delete_from<Post>() | published_of<Post>) == 2);
}

TEMPLATE_TEST_CASE("a join is there when it is asked for", "[runtime_parts]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto of_author_and = [](const std::string& not_this) {
        return col<&Post::author_id> == col<&User::id> && col<&User::name> != not_this;
    };
    for (const bool flag : {false, true}) {
        ordering<User, Post> order;
        if (flag) order.by(col<&User::name>.desc());
        order.by(col<&Post::id>);
        predicate<User, Post> wanted;
        wanted &= col<&Post::views> > 4;
        if (flag) wanted &= col<&User::name> != "Cid";
        const auto posts = from<Post>()
                               .where(col<&Post::views> < 100)
                               .template join_if<User>(flag, of_author_and("Zoe"))
                               .where_if(flag, col<&User::role> != Role::admin)
                               .where(wanted)
                               .order_by(order);
        CHECK(db.all(posts.select(col<&Post::id>)) == (flag ? ids{3, 1, 2} : ids{1, 2, 3}));
        CHECK(db.all(posts.template select<Post>()).size() == 3);
        CHECK(db.count(posts.select(col<&Post::title>)) == 3);
        // A join on the table of another one, and inside queries that stand elsewhere.
        const auto authors = from<writer>()
                                 .template left_join_if<Post>(flag, col<&Post::author_id> == col<&User::id, writer>)
                                 .template join_if<PostTag>(false, col<&PostTag::post_id> == col<&Post::id>)
                                 .where_if(flag, col<&Post::id>.is_null())
                                 .select(col<&User::id, writer>);
        CHECK(db.all(authors) == (flag ? ids{3} : ids{1, 2, 3}));
        CHECK(db.all(from<User>()
                         .where(col<&User::id>.in(authors) && col<&User::name> != "x")
                         .order_by(col<&User::id>)
                         .select(col<&User::id>)) == (flag ? ids{3} : ids{1, 2, 3}));
    }
    // What uses its columns has to be asked for together with it.
    const auto mistaken = from<Post>().template join_if<User>(false, of_author_and("x")).select(col<&Post::id>);
    CHECK(db.all(mistaken.where_if(false, col<&User::id> == 1)).size() == 3);
    CHECK_THROWS_WITH(db.all(mistaken.where_if(true, col<&User::id> == 1)), has_text("join_if"));
    CHECK_THROWS_WITH(db.all(mistaken.order_by(ordering<User>(col<&User::id>))), has_text("\"users\""));
}

TEMPLATE_TEST_CASE("joins by a key and conditions of groups stand under a flag", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<User, Post>>();
    std::vector<User> users;
    for (const char* name : {"Ann", "Bob", "Cid"})
        users.push_back(db.insert(User{.email = std::string(name) + "@x", .name = name}));
    for (int i = 0; i < 6; ++i) // of Ann one, of Bob five
        db.insert(Post{.title = "p" + std::to_string(i), .views = i, .author_id = users[i == 0 ? 0U : 1U].id});
    using names = std::vector<std::string>;
    for (const bool flag : {false, true}) {
        // From the row that holds the key, and from the one that it names.
        const auto of_bob = from<Post>()
                                .template join_if<&Post::author_id>(flag)
                                .where_if(flag, col<&User::name> == "Bob")
                                .select(col<&Post::title>)
                                .order_by(col<&Post::id>);
        CHECK(db.all(of_bob) ==
              (flag ? names{"p1", "p2", "p3", "p4", "p5"} : names{"p0", "p1", "p2", "p3", "p4", "p5"}));
        const auto without_posts = from<User>()
                                       .template left_join_if<&Post::author_id, alias<Post, "theirs">>(flag)
                                       .where_if(flag, col<&Post::id, alias<Post, "theirs">>.is_null())
                                       .select(col<&User::name>)
                                       .order_by(col<&User::id>);
        CHECK(db.all(without_posts) == (flag ? names{"Cid"} : names{"Ann", "Bob", "Cid"}));
        for (const bool viewed : {false, true}) {
            const auto groups = from<Post>()
                                    .where(col<&Post::title> != "x")
                                    .having_if(flag, count() > 1)
                                    .group_by(col<&Post::author_id>)
                                    .having(count() > 0)
                                    .having_if(viewed, sum(col<&Post::views>) > param<std::int64_t>)
                                    .select(col<&Post::author_id>)
                                    .order_by(col<&Post::author_id>);
            std::vector<std::int64_t> expected;
            if (!flag && !viewed) expected.push_back(users[0].id);
            expected.push_back(users[1].id);
            CHECK(db.all(groups, 3) == expected);
        }
    }
}

namespace {

/// What a group comes to, and the conditions of the run time as an independent model knows them.
struct GroupOfPosts {
    std::int64_t author_id{};
    std::int64_t posts{};
    std::int64_t views{};
    std::string last{};
};
bool is_wanted(const GroupOfPosts& group, int shape, std::int64_t limit) {
    const bool many = group.posts > limit;
    switch (shape) {
    case 0: return true;
    case 1: return many;
    case 2: return many || group.views > 100;
    case 3: return !(many || group.views > 100);
    case 4: return !(many || group.views > 100) || (group.last == "'); --" && group.author_id > 0);
    default: return false;
    }
}
template <class Source = Post> group_predicate<Source> wanted_groups(int shape, std::int64_t limit) {
    group_predicate<Source> wanted;
    if (shape == 0) return wanted;
    if (shape == 5) {
        wanted.negate();
        return wanted;
    }
    wanted &= count() > limit;
    if (shape > 1) wanted |= sum(col<&Post::views, Source>) > 100;
    if (shape > 2) wanted.negate();
    if (shape > 3) {
        group_predicate<Source> other = max(col<&Post::title, Source>) == "'); --";
        other &= col<&Post::author_id, Source> > 0;
        wanted |= other;
    }
    return wanted;
}

} // namespace

TEMPLATE_TEST_CASE("conditions of groups are put together at run time, with OR and NOT", "[runtime]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    std::vector<User> users = db.all(from<User>().order_by(col<&User::id>));
    db.exec(delete_from<Post>().all_rows());
    // One post with a view, three with 60 each, five with a view and a hostile title.
    const std::string hostile = "'); --";
    const std::vector<GroupOfPosts> groups = {
        {users[0].id, 1, 1, "a"}, {users[1].id, 3, 180, "a"}, {users[2].id, 5, 5, hostile}};
    for (const auto& group : groups)
        for (std::int64_t i = 0; i < group.posts; ++i)
            db.insert(Post{.title = group.last, .views = group.views / group.posts, .author_id = group.author_id});
    for (int shape = 0; shape < 6; ++shape)
        for (const std::int64_t limit : {0, 2, 4}) {
            INFO(shape << " " << limit);
            ids expected;
            for (const auto& group : groups)
                if (is_wanted(group, shape, limit)) expected.push_back(group.author_id);
            const auto query = from<Post>()
                                   .group_by(col<&Post::author_id>)
                                   .where(col<&Post::title> != "z")
                                   .having(wanted_groups(shape, limit))
                                   .having(count() < param<int>)
                                   .select(col<&Post::author_id>)
                                   .order_by(col<&Post::author_id>);
            CHECK(db.all(query, 1000) == expected);
            // In a query inside, behind a value and before one.
            const auto inside = from<User>()
                                    .where(col<&User::name> != "nobody" &&
                                           col<&User::id>.in(from<alias<Post, "twin">>()
                                                                 .group_by(col<&Post::author_id, twin>)
                                                                 .having(wanted_groups<twin>(shape, limit))
                                                                 .select(col<&Post::author_id, twin>)) &&
                                           col<&User::name> != "nobody else")
                                    .select(col<&User::id>)
                                    .order_by(col<&User::id>);
            CHECK(db.all(inside) == expected);
        }
    // Both run times' conditions, and as a part behind |.
    const predicate<Post> few = col<&Post::views> < 10;
    const auto both = (from<Post>() | few | wanted_groups(1, 2)).group_by(col<&Post::author_id>).select(count());
    CHECK(db.all(both) == ids{5});
    // What is not grouped by is no condition of groups, not even in a query inside; nor an order of them.
    const auto by_author = from<Post>().group_by(col<&Post::author_id>).select(col<&Post::author_id>);
    group_predicate<Post> ungrouped = count() > 0;
    ungrouped |= col<&Post::views> > 3;
    CHECK_THROWS_WITH(db.all(by_author.having(ungrouped)), has_text("the column \"views\", which the query"));
    CHECK_THROWS_AS(
        db.all(by_author.having(group_predicate<Post>(exists(from<User>().where(col<&User::id> == col<&Post::id>))))),
        error);
    CHECK(db.all(by_author.having(
                     group_predicate<Post>(exists(from<User>().where(col<&User::id> == col<&Post::author_id>)))))
              .size() == 3);
    CHECK_THROWS_WITH(db.all(by_author.order_by(ordering<Post>(col<&Post::title>))), has_text("add it to group_by"));
}

TEMPLATE_TEST_CASE("thousands of conditions are no deep tree", "[predicate]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    for (int i = 1; i <= 100; ++i) db.insert(Tag{0, "t"});
    for (const int count : {63, 64, 65, 128, 129, 1'000, 5'000}) {
        predicate<Tag> any, all;
        for (int i = 0; i < count; ++i) {
            any |= col<&Tag::id> == (i % 64 == 7 ? i / 64 + 1 : 1'000 + i);
            all &= col<&Tag::id> != i + 1;
        }
        CHECK(db.count(from<Tag>().where(any)) == (count + 56) / 64);
        CHECK(db.count(from<Tag>().where(all)) == std::max(0, 100 - count));
    }
    // Joined by turns, negated, and doubled: as the same is in memory.
    predicate<Tag> wanted;
    std::vector<bool> is_wanted(101, true);
    for (int i = 0; i < 60; ++i) {
        const auto turn = static_cast<std::size_t>(i);
        wanted &= col<&Tag::id> % 7 != i % 7;
        wanted |= col<&Tag::id> == i;
        if (i % 37 == 5) wanted.negate();
        for (std::size_t id = 1; id <= 100; ++id) {
            is_wanted[id] = (is_wanted[id] && id % 7 != turn % 7) || id == turn;
            if (i % 37 == 5) is_wanted[id] = !is_wanted[id];
        }
    }
    CHECK(db.count(from<Tag>().where(wanted)) == std::count(is_wanted.begin() + 1, is_wanted.end(), true));
    predicate<Tag> doubled = col<&Tag::id> == 1;
    for (int i = 0; i < 12; ++i) doubled |= predicate<Tag>(doubled);
    CHECK(db.count(from<Tag>().where(doubled)) == 1);
    // What no database takes is an error, not the end of the program.
    predicate<Tag> deep;
    const auto deepen = [&] {
        for (int i = 0; i < 20'000; ++i) (i % 2 ? deep |= col<&Tag::id> == i : deep &= col<&Tag::id> != i);
    };
    CHECK_THROWS_WITH(deepen(), refract_test::has_text("1000 deep"));
}
