#include <refract/query/loaded_level.hpp>

#include <refract/sqlite.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <list>
#include <span>

using namespace refract;
using namespace refract::detail;

namespace loaded_levels {

struct PostLine {
    using model = Post;
    std::string title;
    User author;
};
struct Author {
    using model = User;
    std::int32_t id{};
    std::vector<PostLine> posts;
};
struct AuthorName {
    using model = User;
    std::string name;
    std::vector<Post> posts;
};

} // namespace loaded_levels

using namespace loaded_levels;

static_assert(find_field_of<Author>(0) == 0 && find_field_of<Author>(1) == table_info::none);
static_assert(has_key_fields<Author, 1>() && !has_key_fields<AuthorName, 1>() && !has_key_fields<PostLine, 1>());

// What can be written to.
static_assert(holds_shapes<Author, Author&>() && holds_shapes<Author, std::vector<Author>&>());
static_assert(holds_shapes<Author, std::span<Author>>() && holds_shapes<Author, Author (&)[3]>());
static_assert(holds_shapes<Author, const std::span<Author>&>() && holds_shapes<Author, std::list<Author>&>());
static_assert(!holds_shapes<Author, Author>() && !holds_shapes<Author, const Author&>());
static_assert(!holds_shapes<Author, const std::vector<Author>&>() && !holds_shapes<Author, std::vector<User>&>());
static_assert(!holds_shapes<Author, std::vector<Author*>&>() && !holds_shapes<Author, std::optional<Author>&>());

// Which levels something can be said of.
template <std::size_t... Field> inline constexpr std::index_sequence<Field...> way{};
static_assert(leads_below(way<1>, way<1>) && leads_below(way<1, 0>, way<1>));
static_assert(!leads_below(way<1>, way<1, 0>) && !leads_below(way<0>, way<1>) && !leads_below(way<2, 0>, way<1, 0>));

template <rule_number Rule, class Path, class Objects, class... Part> constexpr bool fails_by() {
    return []<rule_number Found, class... About>(failed<Found, About...>) {
        return Found == Rule;
    }(typename load_outcome<Path, Objects, Part...>::type{});
}
using of_posts = level_path<&Author::posts>;
static_assert(is_passed<load_outcome<of_posts, Author&>::type>);
static_assert(fails_by<rule::load_names_rows, level_path<>, Author&>());
static_assert(fails_by<rule::load_names_rows, level_path<&Author::id>, Author&>());
static_assert(fails_by<rule::load_names_rows, level_path<&Author::posts, &AuthorName::posts>, Author&>());
static_assert(fails_by<rule::load_takes_objects, of_posts, const Author&>());
static_assert(fails_by<rule::load_has_key, level_path<&AuthorName::posts>, AuthorName&>());
static_assert(fails_by<rule::load_has_key, level_path<&Author::posts, &PostLine::author>, Author&>());
static_assert(fails_by<rule::load_takes_levels, of_posts, Author&, int>());
static_assert(fails_by<rule::load_takes_levels, of_posts, Author&, decltype(nested<&AuthorName::posts>())>());

TEST_CASE("what is said of levels is kept as a query keeps it") {
    const auto limited = nested<&Author::posts>().limit(3);
    const auto set = make_nested_set<std::remove_const_t<decltype(limited)>>(limited);
    CHECK(get<0>(set.levels).bound.size == limited.bound.size);
    CHECK(std::is_empty_v<decltype(make_nested_set<>(3))>);
}
