#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

// A rule is data of a query's type: what is broken, with the names of what breaks it.
template <class Query> constexpr violation broken_by(const Query&) { return find_violation(Query::view); }
template <class Query> constexpr bool is_right(const Query& query) { return !broken_by(query); }

static_assert(is_right(from<Post>().select(count(), max(col<&Post::views>))));
static_assert(broken_by(from<Post>().select(col<&Post::title>, count())).broken == rule::columns_are_grouped);
static_assert(is_right(from<Post>().group_by(col<&Post::title>).select(col<&Post::title>, count())));
static_assert(is_right(from<Post>().group_by(lower(col<&Post::title>)).select(lower(col<&Post::title>), count())));
static_assert(broken_by(from<Post>().group_by(lower(col<&Post::title>)).select(col<&Post::title>)).broken ==
              rule::columns_are_grouped);
// The primary key determines its row (SQL:1999).
static_assert(is_right(from<Post>().group_by(col<&Post::id>).select(col<&Post::title>, count())));
static_assert(broken_by(from<Post>().where(count() > 3)).broken == rule::aggregate_outside_where);
static_assert(broken_by(from<Post>().group_by(count())).broken == rule::aggregate_outside_where);
static_assert(broken_by(from<Post>().select(sum(max(col<&Post::views>)))).broken == rule::aggregates_do_not_nest);
static_assert(broken_by(from<Post>().having(count() > 3).select(count())).broken == rule::having_needs_group_by);

// A window leaves the rows as they are.
static_assert(is_right(from<Post>().select(col<&Post::title>, sum(col<&Post::views>).over())));
static_assert(is_right(from<Post>().select(col<&Post::title>, rank().over(order_by(col<&Post::views>)))));
static_assert(broken_by(from<Post>().where(row_number().over() == 1)).broken == rule::window_in_select);
static_assert(broken_by(from<Post>().group_by(row_number().over()).select(count())).broken == rule::window_in_select);
static_assert(broken_by(from<Post>().select(sum(row_number().over()))).broken == rule::window_in_select);
// Over groups it sees the groups.
static_assert(is_right(from<Post>().group_by(col<&Post::author_id>).select(rank().over(order_by(count().desc())))));
static_assert(is_right(from<Post>().group_by(col<&Post::author_id>).select(sum(count()).over())));
static_assert(broken_by(from<Post>().group_by(col<&Post::author_id>).select(sum(col<&Post::views>).over())).broken ==
              rule::columns_are_grouped);

TEST_CASE("an aggregate under OVER groups nothing") {
    constexpr auto windowed = sum(col<&Post::views>).over();
    constexpr auto both = sum(count()).over();
    CHECK_FALSE(holds_aggregate(nodes_of<decltype(windowed)::node_type>[0]));
    CHECK(holds_aggregate(nodes_of<decltype(both)::node_type>[0]));
    CHECK(holds_aggregate(nodes_of<decltype(count())::node_type>[0]));
}

TEST_CASE("rows of tables are locked, and nothing that is made of them") {
    constexpr auto joined = from<Post>().left_join<User>(col<&User::id> == col<&Post::author_id>);
    CHECK_FALSE(broken_by(from<Post>().for_update()));
    CHECK(broken_by(from<Post>().select(col<&Post::title>).distinct().for_update()).broken == rule::lock_is_of_rows);
    CHECK(broken_by(from<Post>().select(count()).for_share()).broken == rule::lock_is_of_rows);
    CHECK(broken_by(from<Post>().select(row_number().over(order_by(col<&Post::id>))).for_update()).broken ==
          rule::lock_is_of_rows);
    CHECK(broken_by(joined.for_update()).broken == rule::lock_is_of_rows);
    CHECK(broken_by(joined.for_update().of<User>()).broken == rule::lock_is_of_rows);
    CHECK_FALSE(broken_by(joined.for_update().of<Post>()));
}
