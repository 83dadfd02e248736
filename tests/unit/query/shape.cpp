#include <refract/query/shape.hpp>

#include <refract/refract.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace shapes_of_queries {

struct PostLine {
    using model = Post;
    std::int64_t id{};
    std::string title;
    std::int64_t doubled{};
    std::int64_t tripled{};
    std::vector<Tag> tags;
};
struct Author {
    using model = User;
    std::int64_t id{};
    std::int64_t post_count{};
    std::vector<PostLine> posts;
};
struct Plain {
    using model = Employee;
    std::string name;
    std::vector<Plain> reports;
};
struct Endless {
    using model = Employee;
    std::int64_t above{};
    std::vector<Endless> reports;
};
struct Poster {
    using model = Post;
    std::string title;
    User author;
};

} // namespace shapes_of_queries

using namespace shapes_of_queries;

// Paths of levels.
using tags_path = level_path<&Author::posts, &PostLine::tags>;
static_assert(tags_path::is_connected && tags_path::field == 4 && std::is_same_v<tags_path::row, PostLine>);
static_assert(std::is_same_v<tags_path::indexes, std::index_sequence<2, 4>>);
static_assert(!level_path<&PostLine::tags, &Author::posts>::is_connected);

// Computed fields come in the order of the fields, whatever that of the arguments.
using doubled = decltype(field<&PostLine::doubled> = col<&Post::views> * 2);
using tripled = decltype(field<&PostLine::tripled> = col<&Post::views> * 3);
static_assert(order_computed<PostLine, tripled, doubled>().is_right);
static_assert(order_computed<PostLine, tripled, doubled>().at[0] == 1);
static_assert(!order_computed<PostLine, doubled>().is_right);                   // one is missing
static_assert(!order_computed<PostLine, doubled, doubled, tripled>().is_right); // one is there twice
static_assert(!order_computed<Author, doubled>().is_right);                     // of another struct

static_assert(is_computed_field<doubled> && !is_computed_field<int>);

constexpr auto level = nested<&Poster::author>();
static_assert(is_nested<std::remove_cvref_t<decltype(level)>>);
static_assert(!decltype(level)::leaves_out && !decltype(level)::is_limited);
static_assert(decltype(level.order_by(col<&User::id>))::leaves_out == false);
static_assert(decltype(level.where(col<&User::id> > 3))::leaves_out);
static_assert(decltype(level.limit(3))::is_limited && decltype(level.offset(3))::is_limited);
static_assert(is_level_of<Poster, std::remove_cvref_t<decltype(level)>>);
static_assert(!is_level_of<Author, std::remove_cvref_t<decltype(level)>>);

// Levels with computed fields are said, each of them; those of a shape that holds itself go on for ever.
static_assert(has_computed_fields<PostLine>() && !has_computed_fields<Poster>() && !has_computed_fields<User>());
static_assert(is_left_unsaid<said_levels<>, Author>(std::index_sequence<>{}));
static_assert(!is_left_unsaid<said_levels<std::index_sequence<2>>, Author>(std::index_sequence<>{}));
static_assert(is_left_unsaid<said_levels<std::index_sequence<2, 4>>, Author>(std::index_sequence<>{}));
static_assert(!is_left_unsaid<said_levels<>, Plain>(std::index_sequence<>{}));
static_assert(is_left_unsaid<said_levels<>, Endless>(std::index_sequence<>{}));
static_assert(
    is_left_unsaid<said_levels<std::index_sequence<1>, std::index_sequence<1, 1>>, Endless>(std::index_sequence<>{}));

TEST_CASE("a shape selects its columns, those of its keys, and what is computed") {
    REQUIRE(sql<dialect::sqlite>(from<Post>().select<Poster>()) == R"(SELECT "headline", "author_id" FROM "post")");
    // The first of several tables with the model is meant.
    constexpr auto joined = from<Post>()
                                .join<User>(col<&User::id> == col<&Post::author_id>)
                                .select<Poster>(level.order_by(col<&User::id>))
                                .where(col<&User::name> == "Ann")
                                .limit(2);
    REQUIRE(sql<dialect::sqlite>(joined).find(R"(SELECT "post"."headline", "post"."author_id" FROM "post" JOIN)") == 0);
    // Values of levels are none of the statement's.
    REQUIRE(sql<dialect::sqlite>(
                from<Post>().select<Poster>(level.order_by(col<&User::id> + 5)).where(col<&Post::id> == 7)) ==
            R"(SELECT "headline", "author_id" FROM "post" WHERE "id" = ?1)");
}
