// Arrays of PostgreSQL: conditions, changes, and what makes them of rows.

#include <support/databases.hpp>

#include <refract/expr/array.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

enum class Color { red, green };
struct Post {
    std::int64_t id{};
    std::string title{};
    std::vector<std::string> tags{};
    std::optional<std::vector<std::int32_t>> points{};
    std::vector<Color> colors{};
    std::optional<int> rank{};
};
using texts = std::vector<std::string>;
constexpr auto tags = col<&Post::tags>;

} // namespace

static_assert(std::is_same_v<decltype(array_agg(col<&Post::rank>))::type, std::vector<std::optional<int>>>);
static_assert(std::is_same_v<decltype(array_element(tags, 1))::type, std::string>);
static_assert(sql<dialect::postgres>(from<Post>().select(cardinality(tags)).where(tags.contains("a"))) ==
              R"(SELECT CAST(cardinality("tags") AS bigint) FROM "post" WHERE $1 = ANY("tags"))");

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("conditions on arrays, and what functions make of them", "[array]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Post>>();
    db.insert_many(std::vector<Post>{{0, "one", {"a", "b'\"{},"}, std::vector{1, 2, 2}, {Color::red}, 5},
                                     {0, "two", {}, {}, {}, {}},
                                     {0, "three", {"b"}, std::vector{3}, {Color::green, Color::red}, 7}});
    const auto found = [&](const auto& condition) {
        return db.all(from<Post>().where(condition).select(col<&Post::title>).order_by(col<&Post::id>));
    };
    CHECK(found(tags.contains("b'\"{},")) == texts{"one"});
    CHECK(found(tags.contains(col<&Post::title>)).empty());
    CHECK(found(tags.contains(texts{"a", "b'\"{},"})) == texts{"one"});
    CHECK(found(tags.contains(texts{})) == texts{"one", "two", "three"});
    CHECK(found(contained_by(tags, texts{"b", "c"})) == texts{"two", "three"});
    CHECK(found(overlaps(tags, texts{"b", "a"})) == texts{"one", "three"});
    CHECK(found(col<&Post::points>.contains(2)) == texts{"one"});
    CHECK(found(col<&Post::colors>.contains(Color::green)) == texts{"three"});
    CHECK(found(col<&Post::colors>.contains(std::vector{Color::red})) == texts{"one", "three"});
    CHECK(found(cardinality(tags) == 0) == texts{"two"});
    CHECK(found(!tags.contains("b") && col<&Post::points>.is_not_null()) == texts{"one"});
    CHECK(db.count(from<Post>().where(tags.contains(param<std::string>)), "a") == 1);

    const auto third = [&](const auto& expression) {
        return db.one(from<Post>().where(col<&Post::title> == "three").select(expression));
    };
    CHECK(third(array_append(tags, "x")) == texts{"b", "x"});
    CHECK(third(array_prepend("x", tags)) == texts{"x", "b"});
    CHECK(third(array_to_string(array_append(tags, "x"), ", ")) == "b, x");
    CHECK(third(array_cat(tags, texts{"x", "y"})) == texts{"b", "x", "y"});
    CHECK(third(array_remove(array_append(tags, "x"), "b")) == texts{"x"});
    CHECK(third(array_replace(tags, "b", "c")) == texts{"c"});
    CHECK(third(array_position(tags, "b")) == 1);
    CHECK(third(array_position(tags, "c")) == std::nullopt);
    CHECK(third(array_element(tags, 1)) == "b");
    CHECK(third(array_element(tags, 2)) == std::nullopt);
    CHECK(third(array_element(col<&Post::points>, 1)) == 3);
    db.exec(update<Post>().set(tags = array_append(tags, "new")).where(col<&Post::title> == "two"));
    CHECK(found(tags.contains("new")) == texts{"two"});

    CHECK(db.one(from<Post>().select(array_agg(col<&Post::title>).order_by(col<&Post::id>.desc()))) ==
          texts{"three", "two", "one"});
    CHECK(db.one(from<Post>().select(array_agg(col<&Post::rank>).order_by(col<&Post::id>))) ==
          std::vector<std::optional<int>>{{5}, {}, {7}});
    CHECK(db.one(from<Post>().where(col<&Post::id> < 0).select(array_agg(col<&Post::title>))) == std::nullopt);
    CHECK(db.all(from<Post>()
                     .group_by(cardinality(tags))
                     .select(array_agg(col<&Post::title>).distinct().filter(col<&Post::rank>.is_not_null())))
              .size() == 2);
}
#endif
