// select<Model>(): the whole object of one table of a join; and the verbs of objects with their model spelled.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/object_verbs.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Post;
using blog::Tag;
using blog::User;

namespace {

using writer = alias<User, "writer">;
using strings = std::vector<std::string>;

struct Versioned {
    std::int64_t id{};
    std::string text{};
    std::int64_t number{};
    bool operator==(const Versioned&) const = default;
};

template <class Query> using row = detail::row_of<std::remove_cvref_t<Query>>;

constexpr auto on = col<&Post::author_id> == col<&User::id>;
static_assert(std::is_same_v<row<decltype(from<Post>().join<User>(on).select<User>())>, User>);
static_assert(std::is_same_v<row<decltype(from<Post>().left_join<User>(on).select<User>())>, std::optional<User>>);
static_assert(std::is_same_v<row<decltype(from<Post>().select<Post>().right_join<User>(on))>, std::optional<Post>>);
static_assert(std::is_same_v<row<decltype(from<Post>().full_join<User>(on).select<Post>())>, std::optional<Post>>);
static_assert(std::is_same_v<row<decltype(from<User>().select<User>())>, User>);
static_assert(std::is_same_v<row<decltype(from<Post>().select<User>().left_join<User>(on))>, std::optional<User>>);
constexpr auto written = from<Post>().join<writer>(col<&Post::author_id> == col<&User::id, writer>);
static_assert(std::is_same_v<row<decltype(written.select<writer>())>, User>);

// Only the columns of that table travel.
static_assert(sql<dialect::sqlite>(from<Post>().join<Tag>(col<&Tag::id> == col<&Post::id>).select<Tag>()) ==
              R"(SELECT "tag"."id", "tag"."label" FROM "post" JOIN "tag" ON "tag"."id" = "post"."id")");
static_assert(sql<dialect::postgres>(from<Tag>().select<Tag>()) == R"(SELECT "id", "label" FROM "tag")");

} // namespace

template <> inline constexpr auto refract::model<Versioned> =
    refract::table(refract::column<&Versioned::number>.version());

TEMPLATE_TEST_CASE("one table of a join comes as whole objects", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);

    // Both models have an `id`, which a struct filled by name could not tell apart.
    const auto authors = db.all(from<Post>()
                                    .template join<User>(on)
                                    .where(col<&Post::views> > 6)
                                    .order_by(col<&Post::id>)
                                    .template select<User>());
    REQUIRE(authors.size() == 2);
    CHECK(authors[0] == db.template get<User>(1));
    CHECK(authors[1] == db.template get<User>(2));
    const auto posts = db.all(from<Post>()
                                  .template join<User>(on)
                                  .where(col<&User::name> == "Ann")
                                  .order_by(col<&Post::id>)
                                  .template select<Post>());
    CHECK(posts == std::vector<Post>{db.template get<Post>(1), db.template get<Post>(2)});

    // The far side of an outer join may be missing.
    std::vector<std::optional<Post>> far = db.all(
        from<User>().template left_join<Post>(on).order_by(col<&User::id>, col<&Post::id>).template select<Post>());
    REQUIRE(far.size() == 4);
    CHECK((far[0] == db.template get<Post>(1) && far[2] == db.template get<Post>(3)));
    CHECK_FALSE(far[3].has_value());
    CHECK_FALSE(db.one(from<User>().template left_join<Post>(on).where(col<&User::id> == 3).template select<Post>()));
    const std::vector<User> near = db.all(
        from<User>().template left_join<Post>(on).order_by(col<&User::id>, col<&Post::id>).template select<User>());
    CHECK((near.size() == 4 && near[3].name == "Cid"));
    // The other way round, the first table is the one that may be missing.
    std::size_t missing = 0;
    for (const std::optional<Post>& each : db.each(from<Post>().template right_join<User>(on).template select<Post>()))
        missing += each.has_value() ? 0 : 1;
    CHECK(missing == 1);

    // Distinct, in groups, counted, and under conditions of the run time.
    CHECK(db.all(from<User>().template join<Post>(on).template select<User>().distinct().order_by(col<&User::name>))
              .size() == 2);
    CHECK(
        db.all(
              from<User>().template join<Post>(on).group_by(col<&User::id>).having(count() > 1).template select<User>())
            .at(0)
            .name == "Ann");
    CHECK(db.count(from<User>().template join<Post>(on).template select<User>()) == 3);
    predicate<Post> wanted = col<&Post::title> == "Mine";
    CHECK(db.one(from<Post>().template join<User>(on).where(wanted).template select<User>()).name == "Bob");
    CHECK(db.one(from<Post>().template join<User>(on).where(wanted).template select<Post>()).title == "Mine");
    CHECK(db.all(written.order_by(col<&Post::id>).template select<writer>()).at(2).name == "Bob");
}

TEMPLATE_TEST_CASE("verbs of objects take their model, whatever the object is", "[objects]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag, Versioned>>();

    Tag named{.label = "a"};
    const Tag constant{.label = "b"};
    const Tag first = db.template insert<Tag>(named);
    const Tag second = db.template insert<Tag>(constant);
    const Tag third = db.template insert<Tag>(Tag{.label = "c"});
    const Tag fourth = db.template insert<Tag>({.label = "d"});
    CHECK((first == Tag{1, "a"} && second == Tag{2, "b"} && third == Tag{3, "c"} && fourth == Tag{4, "d"}));
    CHECK((named == Tag{0, "a"} && constant.id == 0));
    Tag own{10, "own"};
    CHECK(db.template insert<Tag>(own, keys_are_given) == own);
    CHECK(fresh.rows("SELECT id, label FROM tag ORDER BY id") == text_rows{"1|a", "2|b", "3|c", "4|d", "10|own"});

    own.label = "changed";
    db.template update<Tag>(own);
    db.template update<Tag>(Tag{1, "A"});
    const Tag again{2, "B"};
    db.template update<Tag>(again);
    CHECK(db.template upsert<Tag>(Tag{3, "C"}) == Tag{3, "C"});
    Tag upserted{4, "D"};
    CHECK(db.template upsert<Tag>(upserted) == upserted);
    CHECK(db.template upsert<Tag>(upserted, keys_are_given) == upserted);
    CHECK(fresh.rows("SELECT id, label FROM tag ORDER BY id") == text_rows{"1|A", "2|B", "3|C", "4|D", "10|changed"});
    CHECK(db.template erase<Tag>(again));

    // What the database fills comes back into the object that was named.
    Versioned kept = db.template insert<Versioned>(Versioned{.text = "x"});
    const std::int64_t before = kept.number;
    db.template update<Versioned>(kept);
    CHECK(kept.number == before + 1);
    db.update(kept);
    CHECK(kept.number == before + 2);
    CHECK(fresh.rows("SELECT number FROM versioned") == text_rows{std::to_string(kept.number)});
    Versioned stale = kept;
    stale.number = before;
    CHECK_THROWS_AS(db.template update<Versioned>(stale), stale_object);
}
