#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr statement_view view_made_of(const Query&) { return Query::view; }

TEST_CASE("a join by key finds its key from either side") {
    constexpr auto from_key = view_made_of(from<Post>().join<&Post::author_id>());
    constexpr auto to_key = view_made_of(from<User>().left_join<&Post::author_id>());
    CHECK(from_key.clauses[1].table == &table_of<User>);
    CHECK(to_key.clauses[1].table == &table_of<Post>);
    CHECK(to_key.clauses[1].join == join_kind::left);
    CHECK(to_key.clauses[1].items == 1);
}
TEST_CASE("a cross join has no condition") {
    constexpr auto crossed = view_made_of(from<Post>().cross_join<User>());
    CHECK(crossed.clauses[1].items == 0);
    CHECK(crossed.clauses[1].join == join_kind::cross);
}
