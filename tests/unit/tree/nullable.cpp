#include <refract/expr/aggregate.hpp>
#include <refract/expr/case_when.hpp>
#include <refract/expr/function.hpp>
#include <refract/expr/list.hpp>
#include <refract/query/query.hpp>
#include <refract/tree/nullable.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr scope scope_from(const Query&) { return make_scope(Query::view); }
template <class Expression, class Query> constexpr bool nullable(const Expression&, const Query& query) {
    return is_nullable(nodes_of<typename Expression::node_type>[0], scope_from(query));
}

constexpr auto users = from<User>();
constexpr auto left = from<User>().left_join<&Post::author_id>();
constexpr auto inner = from<User>().join<&Post::author_id>();

// NULL goes through operators and functions, and stops at the null tests.
static_assert(!nullable(col<&User::name>, users) && nullable(col<&User::bio>, users));
static_assert(nullable(col<&User::bio> + "x", users) && !nullable(col<&User::name> + "x", users));
static_assert(nullable(lower(col<&User::bio>), users));
static_assert(!nullable(col<&User::bio>.is_null(), users));
static_assert(!nullable(col<&User::bio>.is_not_distinct_from("x"), users));
static_assert(!nullable(coalesce(col<&User::bio>, "none"), users));
static_assert(nullable(col<&Post::views> * 2, left) && !nullable(col<&Post::views> * 2, inner));

// An aggregate of no rows is NULL; a group has rows, unless a filter takes them away.
constexpr auto grouped = from<Post>().group_by(col<&Post::author_id>);
static_assert(!nullable(count(), users) && nullable(sum(col<&Post::views>), from<Post>()));
static_assert(!nullable(sum(col<&Post::views>), grouped));
static_assert(nullable(sum(col<&Post::views>).filter(col<&Post::published> == true), grouped));

// A query in an expression has no row, unless it is one aggregate of all rows.
constexpr auto views = from<Post>().select(col<&Post::views>);
static_assert(nullable(scalar(views), users) && nullable(scalar(from<Post>().select(max(col<&Post::views>))), users));
static_assert(!nullable(scalar(from<Post>().select(count())), users));
static_assert(!nullable(scalar(from<Post>().select(count()).where(col<&Post::author_id> == col<&User::id>)), users));
static_assert(nullable(scalar(from<Post>().select(count()).limit(0)), users));
static_assert(nullable(scalar(from<Post>().select(count()).group_by(col<&Post::title>)), users));
static_assert(!nullable(exists(from<Post>()), users));
static_assert(!nullable(col<&User::id>.in(views), users) &&
              nullable(col<&User::bio>.in(from<Tag>().select(col<&Tag::label>)), users));
static_assert(nullable(col<&User::name>.in(from<User>().select(col<&User::bio>)), from<Tag>()));

// CASE gives one of its values; its conditions do not count.
static_assert(nullable(case_when(col<&User::id> > 1, "x"), users));
static_assert(!nullable(case_when(col<&User::bio> == "x", "x").otherwise("y"), users));
static_assert(nullable(case_when(col<&User::id> > 1, col<&User::bio>).otherwise("y"), users));
static_assert(nullable(case_when(col<&User::id> > 1, "x").otherwise(col<&User::bio>), users));

// A window holds at least its own row.
static_assert(!nullable(row_number().over(order_by(col<&User::bio>)), users));
static_assert(!nullable(sum(col<&Post::views>).over(), from<Post>()));
static_assert(nullable(max(col<&User::bio>).over(), users) && !nullable(count(col<&User::bio>).over(), users));
static_assert(nullable(sum(col<&Post::views>).filter(col<&Post::published> == true).over(), from<Post>()));

// What it counts is no zero to divide by, unless the frame leaves the row out.
static_assert(!nullable(col<&Post::views> / count().over(), from<Post>()));
static_assert(nullable(col<&Post::views> / count(col<&Post::title>).over(), from<Post>()));
static_assert(nullable(col<&Post::views> / count().over(rows_between(preceding(2), preceding(1))), from<Post>()));
static_assert(nullable(col<&Post::views> / count(), from<Post>()) && !nullable(col<&Post::views> / count(), grouped));

TEST_CASE("what can be NULL is known when it is compiled") { CHECK(nullable(col<&User::bio>, users)); }
