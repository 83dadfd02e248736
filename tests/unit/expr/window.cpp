#include <refract/expr/aggregate.hpp>
#include <refract/expr/window.hpp>
#include <refract/tree/walk.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

constexpr auto row_place = row_number().over(partition_by(col<&Post::author_id>), order_by(col<&Post::views>.desc()));
static constexpr auto& nodes = nodes_of<decltype(row_place)::node_type>;
static_assert(nodes[0].kind == node_kind::window && nodes[0].arity == 3);
static_assert(nodes[1].op == operation::row_number && nodes[2].kind == node_kind::group && nodes[2].arity == 1);
static_assert(std::is_same_v<decltype(row_place)::type, std::int64_t>);
static_assert(std::is_same_v<decltype(sum(col<&Post::views>).over())::type, std::int64_t>);

TEST_CASE("a window may have a partition, an order, both, or neither") {
    constexpr auto all = count().over();
    constexpr auto parts = count().over(partition_by(col<&Post::author_id>, col<&Post::published>));
    CHECK(nodes_of<decltype(all)::node_type>.size() == 5);
    CHECK(operand_of(nodes_of<decltype(parts)::node_type>[0], 1).arity == 2);
    CHECK(operand_of(nodes_of<decltype(parts)::node_type>[0], 2).arity == 0);
}
