// Queries that stand as tables: in FROM, in joins, in WITH, and in set operations. Their values must meet the right
// places, whatever the order in which they are printed.

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

namespace {

struct AuthorTotal {
    std::int64_t author_id{};
    std::int64_t posts{};
    std::optional<std::int64_t> views{};
    bool operator==(const AuthorTotal&) const = default;
};
struct Label {
    std::string text{};
    std::int64_t number{};
    bool operator==(const Label&) const = default;
};
struct Employee {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> boss_id{};
};
struct Level {
    std::int64_t id{};
    std::string path{};
    std::int64_t depth{};
    bool operator==(const Level&) const = default;
};
struct Number {
    std::int64_t n{};
};

using ids = std::vector<std::int64_t>;
using texts = std::vector<std::string>;

constexpr auto totals = from<Post>()
                            .select<AuthorTotal>(col<&Post::author_id>, count(), sum(col<&Post::views>))
                            .group_by(col<&Post::author_id>);
constexpr auto of_author = col<&AuthorTotal::author_id> == col<&User::id>;

auto popular(std::int64_t views, std::int64_t posts) {
    return from(from<Post>()
                    .where(col<&Post::views> > views)
                    .select<AuthorTotal>(col<&Post::author_id>, count(), sum(col<&Post::views>))
                    .group_by(col<&Post::author_id>))
        .where(col<&AuthorTotal::posts> >= posts)
        .order_by(col<&AuthorTotal::author_id>)
        .select(col<&AuthorTotal::author_id>);
}
auto joined(std::int64_t views, std::int64_t posts, std::string name) {
    return from<User>()
        .where(col<&User::name> != name)
        .join(from<Post>()
                  .where(col<&Post::views> > views)
                  .select<AuthorTotal>(col<&Post::author_id>, count(), sum(col<&Post::views>))
                  .group_by(col<&Post::author_id>),
              of_author && col<&AuthorTotal::posts> >= posts)
        .order_by(col<&User::id>)
        .select(col<&User::name>, col<&AuthorTotal::posts>);
}
auto tree(std::string root, std::string mark) {
    const auto first = from<Employee>()
                           .where(col<&Employee::boss_id>.is_null() && col<&Employee::name> == root)
                           .select<Level>(col<&Employee::id>, col<&Employee::name>, value(std::int64_t{0}));
    const auto step =
        from<Employee>()
            .join<Level>(col<&Employee::boss_id> == col<&Level::id>)
            .select<Level>(col<&Employee::id>, col<&Level::path> + mark + col<&Employee::name>, col<&Level::depth> + 1);
    return with_recursive(first.union_all(step)).from<Level>();
}
constexpr auto labels = from<AuthorTotal>()
                            .where(col<&AuthorTotal::posts> > param<std::int64_t>)
                            .join<User>(of_author)
                            .select<Label>(col<&User::name>, col<&AuthorTotal::posts>);
constexpr auto two_queries = with(totals.materialized())
                                 .with(labels.not_materialized())
                                 .from<Label>()
                                 .where(col<&Label::number>.in(from<AuthorTotal>().select(col<&AuthorTotal::posts>)) &&
                                        col<&Label::text> != param<std::string_view>)
                                 .order_by(col<&Label::text>);

} // namespace

TEMPLATE_TEST_CASE("a query is read like a table", "[table_queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db); // Ann has posts 1 and 2 with 10 and 5 views, Bob post 3 with 7, Cid none
    CHECK(db.all(from(totals).order_by(col<&AuthorTotal::author_id>)) ==
          std::vector<AuthorTotal>{{1, 2, 15}, {2, 1, 7}});
    CHECK(db.all(from(totals).where(col<&AuthorTotal::posts> > 1)) == std::vector<AuthorTotal>{{1, 2, 15}});
    CHECK(db.one(from(totals).select(max(col<&AuthorTotal::posts>))) == 2);
    CHECK(db.count(from(totals)) == 2);
    // Values inside and around it.
    CHECK(db.all(popular(6, 1)) == ids{1, 2});
    CHECK(db.all(popular(1, 2)) == ids{1});
    CHECK(db.all(popular(8, 1)) == ids{1});
    // Whole objects, and a query of a query.
    CHECK(
        db.all(from(from<User>().where(col<&User::name> != "Bob")).order_by(col<&User::id>).select(col<&User::name>)) ==
        texts{"Ann", "Cid"});
    CHECK(db.all(from(from(totals).where(col<&AuthorTotal::posts> > 0)).where(col<&AuthorTotal::views> < 10)) ==
          std::vector<AuthorTotal>{{2, 1, 7}});
}

TEMPLATE_TEST_CASE("a query is joined like a table", "[table_queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    using pair = std::tuple<std::string, std::int64_t>;
    // The values of a join's query stand before those of its condition, and both before those of where.
    CHECK(db.all(joined(1, 1, "Bob")) == std::vector<pair>{{"Ann", 2}});
    CHECK(db.all(joined(6, 1, "x")) == std::vector<pair>{{"Ann", 1}, {"Bob", 1}});
    CHECK(db.all(joined(1, 2, "x")) == std::vector<pair>{{"Ann", 2}});

    using maybe = std::tuple<std::string, std::optional<std::int64_t>>;
    CHECK(db.all(from<User>()
                     .left_join(totals, of_author)
                     .order_by(col<&User::id>)
                     .select(col<&User::name>, col<&AuthorTotal::posts>)) ==
          std::vector<maybe>{{"Ann", 2}, {"Bob", 1}, {"Cid", std::nullopt}});

    using other = alias<AuthorTotal, "other">;
    CHECK(db.all(from(totals)
                     .template join<other>(totals, col<&AuthorTotal::posts> < col<&AuthorTotal::posts, other>)
                     .select(col<&AuthorTotal::author_id>, col<&AuthorTotal::author_id, other>)) ==
          std::vector<std::tuple<std::int64_t, std::int64_t>>{{2, 1}});
    CHECK(db.count(from<User>().cross_join(totals)) == 6);
}

TEMPLATE_TEST_CASE("a statement reads the queries of its WITH", "[table_queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    CHECK(db.all(with(totals).template from<AuthorTotal>().order_by(col<&AuthorTotal::author_id>)) ==
          std::vector<AuthorTotal>{{1, 2, 15}, {2, 1, 7}});
    // The second query reads the first one, and each is read twice.
    CHECK(db.all(two_queries, 0, "x") == std::vector<Label>{{"Ann", 2}, {"Bob", 1}});
    CHECK(db.all(two_queries, 1, "x") == std::vector<Label>{{"Ann", 2}});
    CHECK(db.all(two_queries, 0, "Ann") == std::vector<Label>{{"Bob", 1}});
    CHECK(db.count(two_queries, 0, "x") == 2);
    CHECK_FALSE(db.exists(two_queries, 7, "x"));

    CHECK(db.exec(
              with(totals)
                  .template update<User>()
                  .set(col<&User::bio> = "busy")
                  .where(col<&User::id>.in(
                      from<AuthorTotal>().where(col<&AuthorTotal::posts> > 1).select(col<&AuthorTotal::author_id>)))) ==
          1);
    CHECK(fresh.rows("SELECT name FROM users WHERE bio = 'busy'") == text_rows{"Ann"});
    CHECK(db.exec(with(totals).template insert_into<Tag>().set(
              col<&Tag::label> = "n", col<&Tag::id> = scalar(from<AuthorTotal>().select(count())) + 40)) == 1);
    CHECK(fresh.rows("SELECT id, label FROM tag WHERE label = 'n'") == text_rows{"42|n"});
    CHECK(db.exec(with(totals).template delete_from<Post>().where(!exists(from<AuthorTotal>().where(
              col<&AuthorTotal::author_id> == col<&Post::author_id> && col<&AuthorTotal::posts> > 1)))) == 1);
    CHECK(fresh.rows("SELECT id FROM post ORDER BY id") == text_rows{"1", "2"});
}

TEMPLATE_TEST_CASE("a query of WITH reads itself", "[table_queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Employee>>();
    db.insert_many(std::vector<Employee>{{1, "Ann", {}}, {2, "Bob", 1}, {3, "Cid", 2}, {4, "Dee", 1}}, keys_are_given);
    CHECK(db.all(tree("Ann", "/").order_by(col<&Level::path>)) ==
          std::vector<Level>{{1, "Ann", 0}, {2, "Ann/Bob", 1}, {3, "Ann/Bob/Cid", 2}, {4, "Ann/Dee", 1}});
    CHECK(db.all(tree("Bob", "/")).empty());
    CHECK(db.all(tree("Ann", ">").where(col<&Level::depth> == 2).select(col<&Level::path>)) == texts{"Ann>Bob>Cid"});
    CHECK(db.exec(
              with_recursive(from<Employee>()
                                 .where(col<&Employee::id> == 2)
                                 .template select<Number>(col<&Employee::id>)
                                 .union_distinct(from<Employee>()
                                                     .template join<Number>(col<&Employee::boss_id> == col<&Number::n>)
                                                     .template select<Number>(col<&Employee::id>)))
                  .template delete_from<Employee>()
                  .where(col<&Employee::id>.in(from<Number>().select(col<&Number::n>)))) == 2);
    CHECK(fresh.rows("SELECT name FROM employee ORDER BY id") == text_rows{"Ann", "Dee"});
}

TEMPLATE_TEST_CASE("set operations", "[table_queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto named = [](const char* name) {
        return from<User>().where(col<&User::name> == name).select(col<&User::name>);
    };
    const auto all = from<User>().select(col<&User::name>);
    CHECK(db.all(named("Ann").union_all(named("Bob")).union_all(named("Ann")).order_by(col<&User::name>.desc())) ==
          texts{"Bob", "Ann", "Ann"});
    CHECK(db.all(named("Ann").union_distinct(named("Ann"))) == texts{"Ann"});
    CHECK(db.all(all.intersect(named("Cid"))) == texts{"Cid"});
    CHECK(db.all(all.except(named("Bob")).order_by(col<&User::name>)) == texts{"Ann", "Cid"});
    CHECK(db.all(all.union_all(named("Bob")).order_by(col<&User::name>).limit(2).offset(1)) == texts{"Bob", "Bob"});
    // What binds how is said by the calls, on every database.
    CHECK(db.all(named("Ann").union_all(named("Bob")).intersect(named("Ann"))) == texts{"Ann"});
    CHECK(db.all(named("Ann").union_all(named("Bob").intersect(named("Ann")))) == texts{"Ann"});
    CHECK(db.all(named("Ann").union_all(named("Bob").intersect(named("Bob"))).order_by(col<&User::name>)) ==
          texts{"Ann", "Bob"});
    CHECK(db.all(all.except(named("Ann").union_all(named("Bob")))) == texts{"Cid"});
    CHECK(db.all(all.except(named("Ann")).union_all(named("Ann")).order_by(col<&User::name>)) ==
          texts{"Ann", "Bob", "Cid"});
    // An operand with an order and a limit of its own.
    CHECK(db.all(all.order_by(col<&User::name>.desc())
                     .limit(1)
                     .union_all(all.order_by(col<&User::name>).limit(1))
                     .order_by(col<&User::name>)) == texts{"Ann", "Cid"});
    CHECK(db.count(all.union_all(all)) == 6);
    CHECK(db.exists(all.except(named("Ann"))));
    CHECK_FALSE(db.exists(named("Ann").except(named("Ann"))));
    CHECK(db.first(all.union_all(all).order_by(col<&User::name>.desc())) == "Cid");

    // Rows of a struct, ordered by a column of it; NULL where one query yields it.
    const auto label = from<User>()
                           .template select<Label>(col<&User::name>, col<&User::id>)
                           .union_all(from<Post>().template select<Label>(col<&Post::title>, col<&Post::views>))
                           .order_by(col<&Label::number>.desc(), col<&Label::text>);
    CHECK(db.all(label.limit(2)).front().number == 10);
    CHECK(db.one(from(label).select(count())) == 6);
    db.insert_many(std::vector<Tag>{{0, "a"}, {0, "b"}, {0, "c"}, {0, "d"}});
    CHECK(db.all(from<Tag>()
                     .where(col<&Tag::id>.in(from(label).select(col<&Label::number>)))
                     .order_by(col<&Tag::id>)
                     .select(col<&Tag::id>)) == ids{1, 2, 3});
    static_assert(std::is_same_v<
                  detail::row_of<
                      decltype(from<User>().select(col<&User::name>).union_all(from<User>().select(col<&User::bio>)))>,
                  std::optional<std::string>>);
    CHECK(db.all(from<User>()
                     .where(col<&User::id>.in(
                         from<Tag>()
                             .where(col<&Tag::label> == "x")
                             .select(col<&Tag::id>)
                             .union_all(from<Post>().where(col<&Post::views> > 6).select(col<&Post::author_id>))))
                     .order_by(col<&User::id>)
                     .select(col<&User::id>)) == ids{1, 2});
    CHECK(db.all(from<User>()
                     .where(col<&User::id> == 1)
                     .union_distinct(from<User>().where(col<&User::id> < 3))
                     .order_by(col<&User::id>))
              .size() == 2);
}

TEMPLATE_TEST_CASE("run-time parts inside queries that stand as tables", "[table_queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto run = [&](bool flag, bool inner_flag, std::int64_t least) {
        predicate<Post> wanted;
        if (least > 0) wanted &= col<&Post::views> > least;
        ordering<User> order;
        order.by(col<&User::id>.desc());
        return db.all(
            from<User>()
                .where_if(flag, col<&User::name> == "Ann")
                .join(from<Post>()
                          .where(wanted)
                          .where_if(inner_flag, col<&Post::views> < 10)
                          .template select<AuthorTotal>(col<&Post::author_id>, count(), sum(col<&Post::views>))
                          .group_by(col<&Post::author_id>),
                      of_author && col<&AuthorTotal::posts> < 100)
                .order_by(order)
                .select(col<&AuthorTotal::views>));
    };
    using sums = std::vector<std::optional<std::int64_t>>;
    CHECK(run(false, false, 0) == sums{7, 15});
    CHECK(run(true, false, 0) == sums(1, 15));
    CHECK(run(true, true, 0) == sums(1, 5));
    CHECK(run(false, true, 6) == sums(1, 7));
    CHECK(run(false, false, 6) == sums{7, 10});
    const auto with_run = [&](std::int64_t least, bool flag) {
        predicate<Post> wanted;
        if (least > 0) wanted &= col<&Post::views> > least;
        ordering<Label> order;
        order.by(col<&Label::number>.desc());
        return db
            .all(with(from<Post>().where(wanted).template select<Label>(col<&Post::title>, col<&Post::views>))
                     .template from<Label>()
                     .where_if(flag, col<&Label::number> != 7)
                     .union_all(from<Tag>()
                                    .where_if(!flag, col<&Tag::id> < 0)
                                    .template select<Label>(col<&Tag::label>, col<&Tag::id>))
                     .order_by(order)
                     .limit(1))
            .front()
            .number;
    };
    CHECK(with_run(0, false) == 10);
    CHECK(with_run(6, true) == 10);
    CHECK(db.all(with(totals).template from<AuthorTotal>().where_if(true, col<&AuthorTotal::posts> > 1)).size() == 1);
}

TEST_CASE("a query that stands in FROM sees the tables to its left on PostgreSQL", "[table_queries]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto best = from<Post>()
                          .where(col<&Post::author_id> == col<&User::id> && col<&Post::views> > 1)
                          .select<Label>(col<&Post::title>, col<&Post::views>)
                          .order_by(col<&Post::views>.desc())
                          .limit(1);
    using pair = std::tuple<std::string, std::int64_t>;
    CHECK(
        db.all(from<User>().cross_join(best).order_by(col<&User::id>).select(col<&User::name>, col<&Label::number>)) ==
        std::vector<pair>{{"Ann", 10}, {"Bob", 7}});
    CHECK(db.all(from<User>()
                     .where(col<&User::id> > 0)
                     .left_join(best, col<&Label::number> > 8)
                     .order_by(col<&User::id>)
                     .select(col<&Label::number>)) ==
          std::vector<std::optional<std::int64_t>>{10, std::nullopt, std::nullopt});
}
