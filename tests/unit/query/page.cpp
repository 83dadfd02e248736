#include <refract/query/page.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

using namespace refract;
using namespace refract::detail;

namespace {
struct Card {
    std::string title{};
    std::int64_t id{};
};
} // namespace

constexpr auto by_title = from<Post>().order_by(col<&Post::title>, col<&Post::id>);

TEST_CASE("a page holds the values of its order and of the row") {
    const Post seen{.id = 7, .title = "x"};
    const auto of_object = by_title.after(seen);
    CHECK(detail::get<0>(of_object.bound) == "x");
    CHECK(detail::get<1>(of_object.bound) == 7);
    // Of a struct the fields of these names, of values themselves; text that is given as a view stays one.
    CHECK(detail::get<1>(by_title.after(Card{"y", 8}).bound) == 8);
    constexpr auto of_values = by_title.before("z", 9);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(detail::get<0>(of_values.bound))>, std::string_view>);
    static_assert(detail::get<1>(of_values.bound) == 9);
    // What the order holds is held by the page as well.
    const auto by_rest =
        from<Post>().where(col<&Post::id> > 1).order_by(col<&Post::views> % 5, col<&Post::id>).after(2, 3);
    static_assert(decltype(by_rest.bound)::size == 5);
    CHECK(detail::get<1>(by_rest.bound) == 5);
    CHECK(detail::get<2>(by_rest.bound) == 5);
    CHECK(detail::get<3>(by_rest.bound) == 2);
}
TEST_CASE("a NULL has the type of its term") {
    const auto by_bio = from<User>().order_by(col<&User::bio>, col<&User::id>);
    CHECK(detail::get<0>(by_bio.after(std::nullopt, 1).bound) == std::optional<std::string>{});
    CHECK(detail::get<0>(by_bio.after(User{.bio = "b"}).bound) == std::optional<std::string>("b"));
    CHECK(detail::get<0>(by_bio.after("b", 1).bound) == "b");
}
TEST_CASE("the row of a join is a tuple, in which a table may be missing") {
    const auto joined =
        from<User>().left_join<&Post::author_id>().order_by(col<&Post::views>, col<&User::id>, col<&Post::id>);
    const std::tuple<User, std::optional<Post>> alone{User{.id = 3}, std::nullopt};
    const auto page = joined.after(alone);
    CHECK(detail::get<0>(page.bound) == std::optional<std::int64_t>{});
    CHECK(detail::get<1>(page.bound) == 3);
}

TEST_CASE("an object of a table that stands twice is one of the selected one") {
    using other = alias<Post, "other">;
    constexpr auto twins = from<Post>().join<other>(col<&Post::views> == col<&Post::views, other>);
    const Post seen{.id = 4, .author_id = 9};
    const auto of_other = twins.select<other>().order_by(col<&Post::id, other>);
    CHECK(detail::get<0>(of_other.after(seen).bound) == 4);
    using first = decltype(of_other);
    static_assert(std::is_same_v<decltype(value_of_term<first, column_node<&Post::id, other>>(seen)), std::int64_t>);
    static_assert(std::is_same_v<decltype(value_of_term<first, column_node<&Post::id, Post>>(seen)), no_argument>);
    using both = std::tuple<Post, Post>;
    CHECK(value_of_term<decltype(twins), column_node<&Post::id, other>>(both{Post{.id = 1}, Post{.id = 2}}) == 2);
}
