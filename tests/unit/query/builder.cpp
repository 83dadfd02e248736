#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr std::size_t values_of(const Query&) { return value_count<Query>; }
static_assert(values_of(from<User>()) == 0);
static_assert(values_of(from<User>().where(col<&User::id> == 1).limit(3)) == 2);
static_assert(any_query<decltype(from<User>())> && !any_query<int> && !any_query<User>);
// The only selected column, which a query in an expression has to have.
static_assert(std::is_same_v<decltype(from<User>().select(col<&User::id>))::column_node, column_node<&User::id, User>>);
static_assert(std::is_void_v<decltype(from<User>())::column_node>);
static_assert(std::is_void_v<decltype(from<User>().select(col<&User::id>, col<&User::name>))::column_node>);

TEST_CASE("conditions are kept in the order in which they were written") {
    const auto query = from<User>().where(col<&User::id> > 1).where_if(false, col<&User::id> < 9);
    CHECK(get<0>(query.bound) == 1);
    CHECK_FALSE(get<1>(query.bound).stands);
    CHECK(get<2>(query.bound) == 9);
}
