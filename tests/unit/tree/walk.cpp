#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/list.hpp>
#include <refract/expr/operators.hpp>
#include <refract/query/query.hpp>
#include <refract/tree/walk.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <vector>

using namespace refract;
using namespace refract::detail;

constexpr auto older_ann = col<&User::id> + 1 > 3 && col<&User::name> == "Ann";
static constexpr auto& nodes = nodes_of<decltype(older_ann)::node_type>;

TEST_CASE("an expression is skipped with all its operands") {
    REQUIRE(skip(&nodes[0]) == nodes.data() + nodes.size());
    REQUIRE(skip(&nodes[1]) == &nodes[6]);
    REQUIRE(skip(&nodes[2]) == &nodes[5]);
    REQUIRE(skip(&nodes[3]) == &nodes[4]);
}

TEST_CASE("operands are walked one by one, whatever they hold") {
    std::vector<operation> seen;
    for (const node& each : operands_of(nodes[0])) seen.push_back(each.op);
    CHECK(seen == std::vector{operation::greater, operation::equal});
    CHECK(&operand_of(nodes[0], 1) == &nodes[6]);
    for (const node& each : operands_of(nodes[3])) FAIL("a column has no operands " << static_cast<int>(each.kind));
}

TEST_CASE("what a piece holds counts the queries inside it") {
    constexpr auto inner = from<Post>().where(col<&Post::views> > 3 && col<&Post::title> == param<const char*>);
    constexpr auto query = from<User>().where(col<&User::id> > 1 && exists(inner)).limit(5);
    CHECK(content_of(decltype(inner)::view) == content{.values = 1, .parameters = 1});
    CHECK(content_of(decltype(query)::view) == content{.values = 3, .parameters = 1, .queries = 1});
}

TEST_CASE("run-time parts count with what the run time put into them") {
    constexpr auto query = from<User>().where_if(true, col<&User::id> > 1).limit(5);
    using view_of = decltype(query);
    CHECK(content_of(view_of::view) == content{.values = 2, .parts = 1});
    const auto dynamic = from<User>().where(predicate<User>(col<&User::id> > 1 && col<&User::id> < 9)).limit(5);
    const dynamic_part part{.stands = true, .holds = {.values = 2}};
    CHECK(content_of(decltype(dynamic)::view) == content{.values = 1, .parts = 1});
    CHECK(content_of(decltype(dynamic)::view, &part) == content{.values = 3, .parts = 1});
}
