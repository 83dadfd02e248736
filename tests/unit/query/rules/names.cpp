#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules/names.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr rule_number broken_by(const Query&) { return find_violation(Query::view).broken; }

constexpr auto band = (col<&Post::views> / 10).as<"band">();
constexpr auto other = (col<&Post::views> / 7).as<"band">();
constexpr auto posts = from<Post>();

// What has the name is what is grouped: with the same values or with others, of which the run time knows.
static_assert(broken_by(posts.select(band, count()).group_by(band)) == rule::none);
static_assert(broken_by(posts.select(band, count()).group_by(other)) == rule::none);
static_assert(broken_by(posts.select(band + 1, band).group_by(band).order_by(band.desc())) == rule::none);
static_assert(broken_by(posts.select(band, count()).group_by(col<&Post::views> / 10)) == rule::columns_are_grouped);
static_assert(broken_by(posts.select(col<&Post::views>, band).group_by(band)) == rule::columns_are_grouped);
// A name without values is one more way to say the same.
static_assert(
    broken_by(posts.select(lower(col<&Post::title>).as<"low">(), count()).group_by(lower(col<&Post::title>))) ==
    rule::none);
static_assert(broken_by(posts.select(lower(col<&Post::title>)).group_by(lower(col<&Post::title>).as<"low">())) ==
              rule::name_is_selected);

static_assert(broken_by(posts.select(band + 1, count()).group_by(band)) == rule::name_is_selected);
static_assert(broken_by(posts.group_by(band)) == rule::name_is_selected);
static_assert(broken_by(posts.select(count()).order_by(count().as<"n">())) == rule::name_is_selected);
static_assert(broken_by(posts.select(band, (col<&Post::views> % 10).as<"band">())) == rule::name_means_one_expression);
static_assert(broken_by(posts.select((col<&Post::views> / 10).as<"views">())) == rule::name_is_no_column);
static_assert(broken_by(posts.select((col<&Post::views> / 10).as<"HEADLINE">())) == rule::name_is_no_column);
static_assert(broken_by(posts.select(count().as<"title">())) == rule::none); // the column is called headline
static_assert(broken_by(from<User>().join<&Post::author_id>().select(col<&User::id>.as<"views">())) ==
              rule::name_is_no_column);

TEST_CASE("the parameters of an expression with a name stand in one place") {
    constexpr auto asked = (col<&Post::views> / param<std::int64_t>).as<"asked">();
    CHECK(broken_by(posts.select(asked)) == rule::none);
    CHECK(broken_by(posts.select(asked, count()).group_by(asked)) == rule::name_means_one_expression);
    CHECK(is_same_word("Band", "bAND"));
    CHECK(!is_same_word("band", "bands"));
    CHECK(!is_same_word("band", "bard"));
}
