#include <refract/expr/aggregate.hpp>
#include <refract/expr/grouping.hpp>
#include <refract/query/query.hpp>
#include <refract/tree/grouping.hpp>
#include <refract/tree/nullable.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class... Key> constexpr bool is_empty_group(const Key&... keys) {
    using query = decltype(from<Post>().group_by(keys...));
    return may_be_empty_group(items_of(query::view.find(clause_kind::group_by)));
}
constexpr auto views = col<&Post::views>;
constexpr auto title = col<&Post::title>;

TEST_CASE("a group is one of no rows where all rows are one") {
    CHECK(may_be_empty_group({nullptr, 0}));
    CHECK(!is_empty_group(views));
    CHECK(is_empty_group(rollup(views)));
    CHECK(is_empty_group(cube(views), rollup(title)));
    CHECK(!is_empty_group(title, rollup(views)));
    CHECK(!is_empty_group(grouping_sets(views, title)));
    CHECK(is_empty_group(grouping_sets(views, grouping_set())));
    CHECK(is_empty_group(grouping_sets(title, rollup(views))));
    CHECK(!is_empty_group(grouping_set(views, title)));
}
TEST_CASE("keys of some groupings are NULL in others, and nothing else is") {
    using rolled = decltype(from<Post>().group_by(title, rollup(views)));
    constexpr scope in = make_scope(rolled::view);
    CHECK(is_nullable(nodes_of<decltype(views)::node_type>[0], in));
    CHECK(!is_nullable(nodes_of<decltype(title)::node_type>[0], in));
    CHECK(!is_nullable(nodes_of<decltype(grouping(views))::node_type>[0], in));
    CHECK(!is_nullable(nodes_of<decltype(count())::node_type>[0], in));
}
