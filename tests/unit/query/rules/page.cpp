#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/expr/window.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules/page.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr rule_number broken_by(const Query&) { return find_violation(Query::view).broken; }

struct Count {
    std::int64_t author_id{};
    std::int64_t posts{};
};
struct Numbered {
    std::int64_t id{};
    std::int64_t number{};
};

constexpr auto lost = rule::page_order_ends_in_key;
constexpr auto posts = from<Post>();
constexpr auto authors = from<User>().join<&Post::author_id>();
constexpr auto counts = posts.group_by(col<&Post::author_id>).select<Count>(col<&Post::author_id>, count());

static_assert(broken_by(posts.order_by(col<&Post::views>, col<&Post::id>).after(1, 2)) == rule::none);
static_assert(broken_by(posts.order_by(col<&Post::views>).after(1)) == lost);
static_assert(broken_by(posts.order_by(lower(col<&Post::title>), col<&Post::views>).before("a", 1)) == lost);
// What a condition fixes need not be ordered by.
static_assert(broken_by(posts.order_by(col<&Post::views>).after(1).where(col<&Post::id> == 1)) == rule::none);
static_assert(broken_by(posts.order_by(col<&Post::views>).after(1).where(col<&Post::id> > 1)) == lost);
static_assert(broken_by(posts.order_by(col<&Post::views>).after(1).where(col<&Post::id> == 1 || col<&Post::id> == 2)) ==
              lost);
// A key says which row of the table is authors; in the other direction there are several.
static_assert(broken_by(authors.order_by(col<&Post::id>).after(1)) == rule::none);
static_assert(broken_by(authors.order_by(col<&User::id>).after(1)) == lost);
static_assert(broken_by(authors.order_by(col<&User::id>, col<&Post::id>).after(1, 2)) == rule::none);
static_assert(broken_by(from<User>().left_join<&Post::author_id>().order_by(col<&Post::id>).after(1)) == lost);
static_assert(
    broken_by(from<User>().left_join<&Post::author_id>().order_by(col<&Post::id>, col<&User::id>).after(1, 2)) ==
    rule::none);
static_assert(broken_by(posts.left_join<&Post::author_id>().order_by(col<&Post::id>).after(1)) == rule::none);
static_assert(broken_by(posts.right_join<&Post::author_id>().order_by(col<&Post::id>).after(1)) == lost);
static_assert(broken_by(posts.full_join<&Post::author_id>().order_by(col<&Post::id>).after(1)) == lost);
static_assert(broken_by(posts.cross_join<User>().order_by(col<&Post::id>).after(1)) == lost);
// Groups are told apart by all their keys, distinct rows by all that is selected.
static_assert(broken_by(counts.order_by(count(), col<&Post::author_id>).after(1, 2)) == rule::none);
static_assert(broken_by(counts.order_by(count()).after(1)) == lost);
static_assert(broken_by(posts.select(col<&Post::views>).distinct().order_by(col<&Post::views>).after(1)) == rule::none);
static_assert(
    broken_by(posts.select(col<&Post::views>, col<&Post::title>).distinct().order_by(col<&Post::views>).after(1)) ==
    lost);
// Queries that stand as tables, by what tells their rows apart.
static_assert(broken_by(from(counts).order_by(col<&Count::posts>, col<&Count::author_id>).after(1, 2)) == rule::none);
static_assert(broken_by(from(counts).order_by(col<&Count::posts>).after(1)) == lost);
static_assert(broken_by(with(counts).from<Count>().order_by(col<&Count::author_id>).after(1)) == rule::none);
static_assert(
    broken_by(from(counts.union_all(counts)).order_by(col<&Count::author_id>, col<&Count::posts>).after(1, 2)) == lost);
static_assert(broken_by(from(posts).order_by(col<&Post::id>).after(1)) == rule::none);

TEST_CASE("what is made of all rows has no pages") {
    constexpr auto numbered = posts.select<Numbered>(col<&Post::id>, row_number().over(order_by(col<&Post::views>)));
    CHECK(broken_by(numbered.order_by(col<&Post::id>).after(1)) == rule::page_is_of_rows);
    CHECK(broken_by(from(numbered).order_by(col<&Numbered::id>).after(1)) == rule::none);
    CHECK(broken_by(posts.union_all(posts).order_by(col<&Post::id>).after(1)) == rule::page_is_of_rows);
    CHECK(broken_by(posts.order_by(row_number().over(order_by(col<&Post::views>)), col<&Post::id>).after(1, 2)) ==
          rule::window_in_select);
    CHECK(broken_by(posts.order_by(col<&Post::id>).after(1).before(4)) == rule::clause_once);
    CHECK(broken_by(posts.order_by(col<&Post::id>).after(std::optional(1))) == rule::page_fits_order);
}
