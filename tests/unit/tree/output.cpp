#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/tree/output.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Query, class Expression> constexpr std::size_t position(const Query&, const Expression&) {
    return find_output(Query::view, nodes_of<typename Expression::node_type>[0]);
}

TEST_CASE("what a set operation selects has a position") {
    constexpr auto tags = from<Tag>().select(col<&Tag::id>, lower(col<&Tag::label>));
    constexpr auto both = tags.union_all(tags);
    CHECK(position(both, col<&Tag::id>) == 0);
    CHECK(position(both, lower(col<&Tag::label>)) == 1);
    CHECK(position(both, col<&Tag::label>) == table_info::none);
    CHECK(position(from<Tag>().union_all(from<Tag>()), col<&Tag::label>) == 1);
}
TEST_CASE("two values are never known to be the same") {
    CHECK(same_expression(nodes_of<decltype(lower(col<&Tag::label>))::node_type>[0],
                          nodes_of<decltype(lower(col<&Tag::label>))::node_type>[0]));
    CHECK_FALSE(same_expression(nodes_of<decltype(col<&Tag::id> + 1)::node_type>[0],
                                nodes_of<decltype(col<&Tag::id> + 1)::node_type>[0]));
}
TEST_CASE("nor are queries that hold values") {
    constexpr auto posts = from<Post>().select(count());
    using plain = decltype(scalar(posts))::node_type;
    using with_a_value = decltype(scalar(posts.where(col<&Post::id> == 1)))::node_type;
    using with_a_flag = decltype(scalar(posts.where_if(true, col<&Post::published>)))::node_type;
    CHECK(same_expression(nodes_of<plain>[0], nodes_of<plain>[0]));
    CHECK_FALSE(same_expression(nodes_of<with_a_value>[0], nodes_of<with_a_value>[0]));
    CHECK_FALSE(same_expression(nodes_of<with_a_flag>[0], nodes_of<with_a_flag>[0]));
}
