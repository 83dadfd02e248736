// Conditions and orders that are known only at run time.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/runtime_text.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

namespace {

using ids = std::vector<std::int64_t>;
constexpr auto post_ids = from<Post>().order_by(col<&Post::id>).select(col<&Post::id>);

} // namespace

TEMPLATE_TEST_CASE("where_if stands or not", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    for (int mask = 0; mask < 8; ++mask) {
        const auto query = post_ids.where_if((mask & 1) != 0, col<&Post::views> > 5)
                               .where(col<&Post::id> < 100)
                               .where_if((mask & 2) != 0, col<&Post::title> != "Mine" || col<&Post::id> == 1)
                               .where_if((mask & 4) != 0, col<&Post::author_id> == param<std::int64_t>);
        ids expected;
        for (const Post& post :
             {Post{1, "Hello", true, 10, 1}, Post{2, "Again", false, 5, 1}, Post{3, "Mine", true, 7, 2}})
            if ((!(mask & 1) || post.views > 5) && (!(mask & 2) || post.title != "Mine") &&
                (!(mask & 4) || post.author_id == 2))
                expected.push_back(post.id);
        INFO("mask " << mask);
        CHECK(db.all(query, 2) == expected);
        CHECK(db.count(query, 2) == static_cast<std::int64_t>(expected.size()));
        CHECK(db.exists(query, 2) == !expected.empty());
        CHECK(db.first(query, 2).has_value() == !expected.empty());
    }
    // In writes, beside a condition that always stands.
    CHECK(db.exec(
              update<Post>().set(col<&Post::views> = 1).where(col<&Post::id> < 3).where_if(true, col<&Post::id> > 1)) ==
          1);
    CHECK(
        db.exec(
            update<Post>().set(col<&Post::views> = 1).where(col<&Post::id> < 3).where_if(false, col<&Post::id> > 1)) ==
        2);
    CHECK(db.exec(delete_from<Post>().where_if(true, col<&Post::id> == 3)) == 1);
}

TEMPLATE_TEST_CASE("a write whose run-time conditions are all empty is refused", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const predicate<Post> none;
    CHECK_THROWS_AS(db.exec(delete_from<Post>().where(none)), error);
    CHECK_THROWS_AS(db.exec(delete_from<Post>().where_if(false, col<&Post::id> == 1)), error);
    CHECK_THROWS_AS(db.exec(update<Post>().set(col<&Post::views> = 0).where(none)), error);
    CHECK_THROWS_AS(db.exec(update<Post>().set(col<&Post::views> = 0).where(none).where_if(false, col<&Post::id> == 1)),
                    error);
    CHECK_THROWS_AS(db.all(delete_from<Post>().where(none).returning(col<&Post::id>)), error);
    CHECK_THROWS_AS(db.each(delete_from<Post>().where(none).returning(col<&Post::id>)), error);
    CHECK(fresh.rows("SELECT sum(views) FROM post") == text_rows{"22"});
    CHECK(db.exec(update<Post>().set(col<&Post::views> = 0).where(none).where_if(true, col<&Post::id> == 1)) == 1);
    CHECK(db.exec(update<Post>().set(col<&Post::views> = 0).where(none).all_rows()) == 3);
    CHECK(db.all(post_ids.where(none)) == ids{1, 2, 3});
}

TEMPLATE_TEST_CASE("predicates are put together at run time", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto found = [&](const predicate<User>& wanted) {
        return db.all(from<User>().where(wanted).order_by(col<&User::id>).select(col<&User::id>));
    };
    predicate<User> wanted;
    CHECK(found(wanted) == ids{1, 2, 3});
    wanted &= col<&User::name> == "Ann";
    CHECK(found(wanted) == ids{1});
    wanted |= col<&User::id>.in(std::vector<int>{2});
    CHECK(found(wanted) == ids{1, 2});
    wanted &= col<&User::bio> == std::nullopt;
    CHECK(found(wanted) == ids{2});

    // The values are owned, whatever they came from.
    predicate<User> owning;
    {
        std::string name(100, 'x');
        owning |= col<&User::name> == std::string_view(name).substr(0, 50);
        owning |= col<&User::name> == name.c_str();
        std::string short_name = "Bob";
        owning |= col<&User::name> == std::string_view(short_name);
        short_name = "???";
    }
    CHECK(found(owning) == ids{2});

    predicate<User> both = owning;
    both |= predicate<User>(col<&User::role> == Role::admin);
    CHECK(found(both) == ids{2, 3});
    const predicate<User>& itself = both;
    both &= itself;
    CHECK(found(both) == ids{2, 3});
    both &= predicate<User>();
    CHECK(found(both) == ids{2, 3});
    predicate<User> copied = both;
    copied &= col<&User::id> == 3;
    CHECK(found(copied) == ids{3});
    CHECK(found(both) == ids{2, 3});

    // Of every kind of value.
    using namespace std::chrono_literals;
    const std::chrono::sys_time<std::chrono::microseconds> first{std::chrono::microseconds(1'000'000'000'000'000)};
    CHECK(found(col<&User::created_at> > first) == ids{2, 3});
    CHECK(found(col<&User::created_at>.in(std::vector{first, first + 2h})) == ids{1, 3});
    CHECK(found(col<&User::role>.in(Role::author, Role::reader)) == ids{1, 2});
    CHECK(found(col<&User::role>.in(std::vector{Role::author, Role::admin})) == ids{1, 3});
    CHECK(found(col<&User::bio>.is_not_distinct_from(std::optional<std::string>())) == ids{2});
    CHECK(found(col<&User::bio>.is_distinct_from(std::optional<std::string>("writes"))) == ids{2, 3});
    CHECK(found(col<&User::name>.starts_with("A") || !(col<&User::id> <= 2)) == ids{1, 3});
    CHECK(found(col<&User::id>.between(2, 3) && length(col<&User::name>) == 3) == ids{2, 3});
}

TEMPLATE_TEST_CASE("predicates beside other clauses", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    predicate<Post> busy{col<&Post::views> > 5};
    predicate<User> named{col<&User::name> == "Ann"};
    named |= col<&User::name> == "Bob";
    const auto query = from<Post>()
                           .where(col<&Post::id> < param<std::int64_t>)
                           .where(busy)
                           .template join<&Post::author_id>()
                           .where(named)
                           .where(col<&User::role> != Role::admin)
                           .select(col<&Post::id>, col<&Post::views> + param<std::int64_t>)
                           .limit(10);
    ordering<User> order;
    order.by(col<&User::name>.desc());
    using row = std::tuple<std::int64_t, std::int64_t>;
    CHECK(db.all(query.order_by(order), 100, 1000) == std::vector<row>{{3, 1007}, {1, 1010}});
    CHECK(db.all(query.order_by(order), 3, 0) == std::vector<row>{{1, 10}});
    busy &= col<&Post::published> == true;
    CHECK(db.exec(delete_from<Post>().where(busy)) == 2);
}

TEMPLATE_TEST_CASE("orders are put together at run time", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto found = [&](const ordering<User>& order) {
        return db.all(from<User>().order_by(order).select(col<&User::id>));
    };
    CHECK(found({}).size() == 3);
    CHECK(found(col<&User::name>.desc()) == ids{3, 2, 1});
    CHECK(found(col<&User::name>) == ids{1, 2, 3});
    ordering<User> order;
    order.by(col<&User::bio>.asc().nulls_first()).by(col<&User::id>);
    CHECK(found(order) == ids{2, 3, 1});
    CHECK(found(ordering<User>().by(col<&User::bio>.desc().nulls_last())) == ids{1, 3, 2});
    CHECK(found(ordering<User>().by(lower(col<&User::name>) + "x").by(col<&User::id> * 2 + 1)) == ids{1, 2, 3});
}

TEMPLATE_TEST_CASE("lists of any length are one parameter", "[runtime]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto prepared = db.count(from<Post>().where(col<&Post::id>.in(std::vector<std::int64_t>{})));
    CHECK(prepared == 0);
    CHECK(db.all(post_ids.where(col<&Post::id>.in(std::vector<int>{2}))) == ids{2});
    CHECK(db.all(post_ids.where(col<&Post::id>.not_in(std::vector<int>{2}))) == ids{1, 3});
    CHECK(db.all(post_ids.where(col<&Post::id>.not_in(std::vector<int>{}))) == ids{1, 2, 3});
    CHECK(db.all(post_ids.where(col<&Post::id>.in({1, 3}))) == ids{1, 3});
    std::vector<std::int64_t> many;
    for (std::int64_t i = 3; i < 10'003; ++i) many.push_back(i);
    CHECK(db.all(post_ids.where(col<&Post::id>.in(many))) == ids{3});
    CHECK(db.all(post_ids.where(col<&Post::id>.not_in(many))) == ids{1, 2});
    std::vector<std::string> texts{"it's", "\"quoted\"", "back\\slash", "comma,",         "{brace}",
                                   "NULL", "",           "ünïcödé ☃",   "tab\tnew\nline", "Hello"};
    CHECK(db.all(post_ids.where(col<&Post::title>.in(texts))) == ids{1});
    for (const std::string& each : texts) {
        db.exec(update<Post>().set(col<&Post::title> = each).where(col<&Post::id> == 2));
        CHECK(db.all(post_ids.where(col<&Post::title>.in(std::vector<std::string>{"no", each, "neither"}))) ==
              (each == "Hello" ? ids{1, 2} : ids{2}));
        CHECK(db.all(post_ids.where(col<&Post::title>.in(std::vector<std::string_view>{each}) &&
                                    col<&Post::id> == 2)) == ids{2});
    }
    // The same in a predicate, and in one that matches nothing.
    predicate<Post> wanted{col<&Post::id>.in(many)};
    CHECK(db.all(post_ids.where(wanted)) == ids{3});
    wanted &= col<&Post::title>.in(std::vector<std::string>());
    CHECK(db.all(post_ids.where(wanted)).empty());
    CHECK(db.all(post_ids.where(col<&Post::published>.in(std::vector<bool>{true}))) == ids{1, 3});
    CHECK(db.all(from<User>()
                     .where(col<&User::bio>.in(std::vector<std::string>{"writes", ""}))
                     .order_by(col<&User::id>)
                     .select(col<&User::id>)) == ids{1, 3});
    CHECK(
        db.all(from<User>().where(col<&User::bio>.not_in(std::vector<std::string>{"writes"})).select(col<&User::id>)) ==
        ids{3}); // NULL is neither
}

TEMPLATE_TEST_CASE("a condition with more values than a statement can have is refused", "[runtime_text]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<blog::User>>();
    predicate<blog::User> many = col<&blog::User::id> == 1;
    for (int i = 0; i < 16; ++i) many |= predicate<blog::User>(many);
    CHECK_THROWS_WITH(db.count(from<blog::User>().where(many)), refract_test::has_text("more than 65535 values"));
    CHECK(db.count(from<blog::User>()) == 0);
}
