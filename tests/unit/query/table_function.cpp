// Functions that give rows, in FROM, in joins, in WITH.

#include <support/databases.hpp>

#include <refract/query/table_function.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace table_function_test {

struct Number {
    std::int64_t n{};
    bool operator==(const Number&) const = default;
};
struct Counted {
    std::int64_t n{};
    std::int64_t place{};
    bool operator==(const Counted&) const = default;
};
struct Tag {
    std::optional<std::string> label{};
    std::int64_t place{};
    bool operator==(const Tag&) const = default;
};
struct Word {
    std::string word{};
    bool operator==(const Word&) const = default;
};
struct Post {
    std::int64_t id{};
    std::string title{};
    json_of<std::vector<std::string>> tags{};
};
struct Listed {
    std::int64_t id{};
    std::vector<std::string> tags{};
};
struct Grid {
    std::int64_t id{};
    json cells{"[]"};
};
struct Cell {
    std::optional<json> value{};
    std::int64_t place{};
};
struct Flag {
    std::optional<bool> flag{};
    bool operator==(const Flag&) const = default;
};

} // namespace table_function_test
using namespace table_function_test;

namespace {
using numbers = std::vector<std::int64_t>;
constexpr auto tags = json_each<Tag>(col<&Post::tags>);
constexpr auto labels = from<Post>()
                            .cross_join(tags)
                            .order_by(col<&Post::id>, col<&Tag::place>)
                            .select(col<&Post::title>, col<&Tag::label>, col<&Tag::place>);
constexpr auto per_post = from<Post>()
                              .left_join(tags, col<&Tag::label>.like("%a%"))
                              .group_by(col<&Post::id>)
                              .order_by(col<&Post::id>)
                              .select(count(col<&Tag::label>));
constexpr auto until = with(generate_series<Number>(1, 3)).from<Number>().order_by(col<&Number::n>);
} // namespace

static_assert(sql<dialect::postgres>(from<Listed>().cross_join(unnest<Word>(col<&Listed::tags>)).select(count())) ==
              R"(SELECT count(*) FROM "listed" CROSS JOIN unnest("listed"."tags") WITH ORDINALITY AS "word" ("word"))");
static_assert(
    sql<dialect::sqlite>(labels) ==
    R"(SELECT "post"."title", CASE "tag".type WHEN 'text' THEN "tag".value END, "tag".key FROM "post" CROSS JOIN )"
    R"(json_each(CASE json_type("post"."tags") WHEN 'array' THEN "post"."tags" END) AS "tag" ORDER BY "post"."id", "tag".key)");

TEMPLATE_TEST_CASE("a series of numbers", "[table_function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    CHECK(db.all(generate_series<Number>(1, 3)) == std::vector<Number>{{1}, {2}, {3}});
    CHECK(db.all(generate_series<Counted>(10, 1, -4)) == std::vector<Counted>{{10, 1}, {6, 2}, {2, 3}});
    CHECK(db.all(generate_series<Number>(3, 1)).empty());
    CHECK(db.all(generate_series<Number>(5, 5, -1)) == std::vector<Number>{{5}});
    CHECK(db.all(generate_series<Number>(INT64_MAX - 1, INT64_MAX, 2)) == std::vector<Number>{{INT64_MAX - 1}});
    CHECK_THROWS_AS(db.all(generate_series<Number>(1, 3, 0)), error);
    CHECK(db.all(from(generate_series<Number>(1, 9))
                     .where(col<&Number::n> % 2 == 0 && col<&Number::n> > 2)
                     .order_by(col<&Number::n>.desc())
                     .select(col<&Number::n> * 10)) == numbers{80, 60, 40});
    CHECK(db.all(from(generate_series<Number>(1, 9).where(col<&Number::n> > 7)).order_by(col<&Number::n>)) ==
          std::vector<Number>{{8}, {9}});
    CHECK(db.all(until) == std::vector<Number>{{1}, {2}, {3}});
    CHECK(db.all(generate_series<Number>(param<std::int64_t>, 2), std::int64_t{1}) == std::vector<Number>{{1}, {2}});
}

TEMPLATE_TEST_CASE("items of JSON as rows", "[table_function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Post>>();
    db.insert_many(std::vector<Post>{{0, "one", {{"a", "'b\""}}}, {0, "two", {}}, {0, "three", {{"ca"}}}});
    using row = std::tuple<std::string, std::optional<std::string>, std::int64_t>;
    CHECK(db.all(labels) == std::vector<row>{{"one", "a", 0}, {"one", "'b\"", 1}, {"three", "ca", 0}});
    CHECK(db.all(per_post) == numbers{1, 0, 1});
    CHECK(db.count(from<Post>().where(exists(tags.where(col<&Tag::label> == "ca")))) == 1);
    CHECK(db.all(from(json_each<Tag>(value(json{R"(["x", 5, null, ["y"]])"}))).order_by(col<&Tag::place>)) ==
          std::vector<Tag>{{"x", 0}, {{}, 1}, {{}, 2}, {{}, 3}});
    CHECK(db.all(json_each<Flag>(value(json{R"([true, false, 1])"}))) == std::vector<Flag>{{true}, {false}, {{}}});
    for (const char* none : {"{\"a\": \"b\"}", "5", "\"x\"", "null", "[]"})
        CHECK(db.all(json_each<Tag>(value(json{none}))).empty());
}

TEMPLATE_TEST_CASE("one list twice, and lists in a list", "[table_function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Post, Grid>>();
    db.insert_many(std::vector<Post>{{0, "one", {{"a", "b", "c"}}}, {0, "two", {{"d"}}}});
    using other = alias<Tag, "other">;
    const auto pairs = from<Post>().cross_join(tags).template join<other>(
        tags, col<&Tag::place> < col<&Tag::place, other> && col<&Post::title> == "one");
    using pair = std::tuple<std::optional<std::string>, std::optional<std::string>>;
    CHECK(db.all(pairs.order_by(col<&Tag::place>, col<&Tag::place, other>)
                     .select(col<&Tag::label>, col<&Tag::label, other>)) ==
          std::vector<pair>{{"a", "b"}, {"a", "c"}, {"b", "c"}});

    db.insert_many(std::vector<Grid>{{0, {"[[1, 2], [], 5, [3, null]]"}}, {0, {"{}"}}});
    using inner = alias<Cell, "inner_cell">;
    const auto cells = from<Grid>()
                           .cross_join(json_each<Cell>(col<&Grid::cells>))
                           .template cross_join<inner>(json_each<Cell>(col<&Cell::value>))
                           .order_by(col<&Cell::place>, col<&Cell::place, inner>)
                           .select(col<&Cell::place>, col<&Cell::place, inner>, col<&Cell::value, inner>);
    using cell = std::tuple<std::int64_t, std::int64_t, std::optional<json>>;
    CHECK(db.all(cells) ==
          std::vector<cell>{{0, 0, json{"1"}}, {0, 1, json{"2"}}, {3, 0, json{"3"}}, {3, 1, std::nullopt}});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("items of arrays as rows", "[table_function]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Listed>>();
    db.insert_many(std::vector<Listed>{{0, {"b", "a"}}, {0, {}}, {0, {"c"}}});
    CHECK(db.all(unnest<Counted>(std::vector<std::int64_t>{7, 8})) == std::vector<Counted>{{7, 1}, {8, 2}});
    CHECK(db.all(from<Listed>()
                     .join(unnest<Tag>(col<&Listed::tags>), col<&Tag::place> == 1)
                     .order_by(col<&Listed::id>)
                     .select(col<&Tag::label>)) == std::vector<std::optional<std::string>>{"b", "c"});
}
#endif
