#include <refract/codec/decimal.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/numeric.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/column.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace aggregate_test {
struct Entry {
    std::int64_t id{};
    numeric amount;
    std::optional<numeric> fee;
};
} // namespace aggregate_test
using aggregate_test::Entry;

#define YIELDS(expression, expected)                                                                                   \
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(expression)>::type, expected>)
YIELDS(count(), std::int64_t);
YIELDS(count(col<&User::bio>), std::int64_t);
// Sums widen, averages are floating, the extremes keep the type.
YIELDS(sum(col<&Employee::id>), std::int64_t);
YIELDS(sum(col<&Seat::price>), double);
YIELDS(sum(col<&Employee::salary>), decimal<2>);
YIELDS(avg(col<&Post::views>), double);
YIELDS(min(col<&User::name>), std::string);
YIELDS(sum(col<&Entry::amount>), numeric);
YIELDS(avg(col<&Entry::fee>), numeric);
YIELDS(max(col<&Entry::fee>), numeric);
YIELDS(max(col<&Seat::place>), std::int16_t);

static_assert(std::is_empty_v<decltype(count())>);

TEST_CASE("an aggregate can be of different values, and of some rows") {
    const auto some = count(col<&User::name>).distinct().filter(col<&User::id> > 3);
    const auto& nodes = nodes_of<decltype(some)::node_type>;
    CHECK(nodes[0].kind == node_kind::aggregate);
    CHECK(nodes[0].distinct);
    CHECK(nodes[0].filtered);
    CHECK(nodes[0].arity == 2);
    CHECK(get<0>(some.bound) == 3);
    CHECK(nodes_of<decltype(count())::node_type>[1].kind == node_kind::star);
}
