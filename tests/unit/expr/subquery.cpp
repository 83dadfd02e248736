#include <refract/expr/aggregate.hpp>
#include <refract/expr/list.hpp>
#include <refract/expr/subquery.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

constexpr auto popular = from<Post>().where(col<&Post::views> > 3).select(col<&Post::author_id>);
constexpr auto in_query_of_5 = (col<&User::id> + 5).in(popular);
static constexpr const node& root = nodes_of<decltype(in_query_of_5)::node_type>[0];
static_assert(root.kind == node_kind::in_query && root.arity == 1 && !root.negated);
static_assert(root.query == &decltype(popular)::view);
static_assert(nodes_of<decltype(col<&User::id>.not_in(popular))::node_type>[0].negated);

// The operand's values come first, then those of the query; arguments likewise.
static_assert(get<0>(in_query_of_5.bound) == 5 && get<1>(in_query_of_5.bound) == 3);
constexpr auto late = from<Post>().where(col<&Post::views> > param<int>).select(col<&Post::author_id>);
static_assert(std::is_same_v<decltype((col<&User::id> + param<std::int64_t>).in(late))::node_type::parameters,
                             type_list<std::int64_t, int>>);
static_assert(std::is_same_v<decltype(scalar(from<Post>().select(count())))::type, std::int64_t>);
static_assert(std::is_same_v<decltype(exists(from<Post>()))::type, bool>);

TEST_CASE("a query in an expression holds what the query holds") {
    const auto titles = from<Post>().where(col<&Post::title> == std::string("Ann")).select(col<&Post::id>);
    const auto found = scalar(titles);
    CHECK(get<0>(found.bound) == "Ann");
    CHECK(inner_query<decltype(titles)>);
    CHECK_FALSE(inner_query<int>);
}
