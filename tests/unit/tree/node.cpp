#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/operators.hpp>
#include <refract/tree/node.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

constexpr auto condition = col<&User::id> + 1 > 3 && col<&User::name> == "Ann";
static constexpr auto& nodes = nodes_of<decltype(condition)::node_type>;

// Prefix order: an operator, then all of its left operand, then its right one.
static_assert(nodes.size() == 9);
static_assert(nodes[0].op == operation::logical_and && nodes[0].arity == 2);
static_assert(nodes[1].op == operation::greater && nodes[2].op == operation::add);
static_assert(nodes[3].kind == node_kind::column && nodes[3].table == &table_of<User> && nodes[3].column == 0);
static_assert(nodes[4].kind == node_kind::value && nodes[4].type.kind == type_kind::big_integer);
static_assert(nodes[6].op == operation::equal && nodes[8].type.kind == type_kind::text);

TEST_CASE("a node without a query has none") {
    for (const node& each : nodes) CHECK(each.query == nullptr);
}
