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

using manager = alias<Employee, "manager">;

static_assert(is_right(from<User>()));
static_assert(broken_by(from<User>().where(col<&Post::title> == "x")).broken == rule::column_in_query);
static_assert(broken_by(from<User>().where(col<&Post::title> == "x")).table == "post");
static_assert(broken_by(from<User>().where(col<&Post::title> == "x")).column == "title");
static_assert(broken_by(from<User>().order_by(col<&Post::id>)).broken == rule::column_in_query);
static_assert(broken_by(from<Employee>().select(col<&Employee::id, manager>)).broken == rule::column_in_query);

static_assert(broken_by(from<User>().where(col<&User::id> == std::nullopt)).broken == rule::null_needs_optional);
static_assert(is_right(from<User>().where(col<&User::bio> == std::nullopt)));
// An anti-join asks for the rows that are missing.
static_assert(is_right(from<User>().left_join<&Post::author_id>().where(col<&Post::id> == std::nullopt)));

// Of the rows with one title there are several ids, and no database knows which one is meant.
constexpr auto titles = string_agg(col<&Post::title>, ",").distinct();
static_assert(is_right(from<Post>().select(titles.order_by(col<&Post::title>.desc()))));
static_assert(is_right(from<Post>().select(string_agg(col<&Post::title>, ",").order_by(col<&Post::id>))));
static_assert(broken_by(from<Post>().select(titles.order_by(col<&Post::id>))).broken ==
              rule::distinct_aggregate_orders_by_its_own);
static_assert(broken_by(from<Post>().select(titles.order_by(col<&Post::title>, col<&Post::id>))).broken ==
              rule::distinct_aggregate_orders_by_its_own);
static_assert(broken_by(from<Post>().select(titles.order_by(lower(col<&Post::title>)))).broken ==
              rule::distinct_aggregate_orders_by_its_own);

TEST_CASE("expressions are alike if their nodes are, but for values") {
    constexpr auto column = lower(col<&User::name>);
    const node* nodes = nodes_of<decltype(column)::node_type>.data();
    CHECK(same_expression(nodes[0], nodes[0]));
    constexpr auto value = col<&User::id> + 1;
    const node* with_value = nodes_of<decltype(value)::node_type>.data();
    CHECK_FALSE(same_expression(with_value[0], with_value[0])); // two parameters, for the database
}
