#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/query/row.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <string>
#include <tuple>

using namespace refract;
using namespace refract::detail;

template <class Query> using row_type = row_of<Query>;
#define ROW(query) row_of<decltype(query)>

struct Card {
    std::string title;
    std::int64_t views;
};

static_assert(std::is_same_v<ROW(from<User>()), User>);
static_assert(std::is_same_v<ROW(from<Post>().join<&Post::author_id>()), std::tuple<Post, User>>);
static_assert(std::is_same_v<ROW(from<User>().left_join<&Post::author_id>()), std::tuple<User, std::optional<Post>>>);
static_assert(std::is_same_v<ROW(from<User>().right_join<&Post::author_id>()), std::tuple<std::optional<User>, Post>>);
static_assert(std::is_same_v<ROW(from<User>().full_join<&Post::author_id>()),
                             std::tuple<std::optional<User>, std::optional<Post>>>);
static_assert(std::is_same_v<ROW(from<Post>().select(count())), std::int64_t>);
static_assert(std::is_same_v<ROW(from<Post>().select(sum(col<&Post::views>))), std::optional<std::int64_t>>);
static_assert(std::is_same_v<ROW(from<Post>().select(col<&Post::title>, col<&Post::views> * 2)),
                             std::tuple<std::string, std::int64_t>>);
static_assert(std::is_same_v<ROW(from<User>().select(col<&User::bio>)), std::optional<std::string>>);
static_assert(std::is_same_v<ROW(from<Post>().select<Card>()), Card>);
static_assert(std::is_same_v<ROW(update<Post>().set(col<&Post::views> = 1).all_rows()), void>);
static_assert(std::is_same_v<ROW(insert_into<Tag>().set(col<&Tag::label> = "x").returning()), Tag>);
static_assert(std::is_same_v<ROW(delete_from<Tag>().all_rows().returning(col<&Tag::id>)), std::int64_t>);

TEST_CASE("a group's aggregate is no optional") {
    const auto query =
        from<Post>().group_by(col<&Post::author_id>).select(col<&Post::author_id>, sum(col<&Post::views>));
    REQUIRE(std::is_same_v<ROW(query), void> == false);
    STATIC_REQUIRE(
        std::is_same_v<row_of<std::remove_const_t<decltype(query)>>, std::tuple<std::int64_t, std::int64_t>>);
}
