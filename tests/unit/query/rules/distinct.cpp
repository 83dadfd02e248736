#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules/distinct.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr violation broken_by(const Query&) { return find_violation(Query::view); }
template <class Query> constexpr bool is_right(const Query& query) { return !broken_by(query); }

struct Heading {
    std::string title;
};

// Whole rows, and structs filled by name, are distinct in what they hold.
static_assert(is_right(from<Post>().distinct().order_by(col<&Post::views>)));
static_assert(is_right(from<Post>().select<Heading>().distinct().order_by(col<&Post::title>)));
static_assert(broken_by(from<Post>().select<Heading>().distinct().order_by(col<&Post::views>)).column == "views");

// An expression counts as selected where it is the same one.
static_assert(is_right(from<Post>().select(lower(col<&Post::title>)).distinct().order_by(lower(col<&Post::title>))));
static_assert(broken_by(from<Post>().distinct().order_by(lower(col<&Post::title>))).broken ==
              rule::distinct_orders_by_selected);
static_assert(broken_by(from<Post>().select(lower(col<&Post::title>)).distinct().order_by(col<&Post::title>)).broken ==
              rule::distinct_orders_by_selected);

// Two values are two parameters, of which the database does not know that they are equal.
static_assert(broken_by(from<Post>().select(col<&Post::views> + 1).distinct().order_by(col<&Post::views> + 1)).broken ==
              rule::distinct_orders_by_selected);

TEST_CASE("each term of a distinct order is looked at, whatever its direction") {
    constexpr auto two = from<Post>().select(col<&Post::id>, col<&Post::title>).distinct();
    CHECK(is_right(two.order_by(col<&Post::title>.desc(), col<&Post::id>)));
    CHECK(broken_by(two.order_by(col<&Post::title>.desc(), col<&Post::views>.desc())).broken ==
          rule::distinct_orders_by_selected);
    CHECK(is_right(from<Post>().select(col<&Post::title>).order_by(col<&Post::views>)));
}
