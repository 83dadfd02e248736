#include <refract/codec/decimal.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/operators.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Expression> using type_of_value = typename std::remove_cvref_t<Expression>::type;
#define YIELDS(expression, expected) static_assert(std::is_same_v<type_of_value<decltype(expression)>, expected>)

YIELDS(col<&User::id> == 1, bool);
YIELDS(1 < col<&User::id>, bool);
YIELDS(col<&User::id> > 1 && !(col<&User::name> == "x"), bool);
YIELDS(col<&User::bio> == std::nullopt, bool);
// The wider of the two as they are stored.
YIELDS(col<&Post::views> * 2, std::int64_t);
YIELDS(col<&Employee::id> + 1, std::int32_t);
YIELDS(col<&Employee::id> + col<&Post::views>, std::int64_t);
YIELDS(col<&Seat::place> + col<&Seat::place>, std::int16_t);
YIELDS(col<&Seat::price> * 2, double);
YIELDS(col<&Post::views>* col<&Seat::price>, double);
YIELDS(-col<&Post::views>, std::int64_t);
YIELDS(col<&User::name> + "x", std::string);
YIELDS("x" + col<&User::name>, std::string);
YIELDS(col<&Employee::salary> + col<&Employee::salary>, decimal<2>);

// A number takes its column's type, so that its parameter has it.
static_assert(nodes_of<decltype(col<&User::id> == 1)::node_type>[2].type.kind == type_kind::big_integer);
static_assert(nodes_of<decltype(col<&Employee::id> == 1)::node_type>[2].type.kind == type_kind::integer);
// Unless it would not hold it.
static_assert(nodes_of<decltype(col<&Seat::place> == 100'000)::node_type>[2].type.kind == type_kind::integer);

TEST_CASE("a value may stand on either side") {
    const auto right = col<&User::id> > 5;
    const auto left = 5 < col<&User::id>;
    CHECK(nodes_of<decltype(right)::node_type>[0].op == operation::greater);
    CHECK(nodes_of<decltype(left)::node_type>[0].op == operation::less);
    CHECK(nodes_of<decltype(left)::node_type>[1].kind == node_kind::value);
    CHECK(get<0>(left.bound) == 5);
}

TEST_CASE("comparing with nothing is a null test") {
    CHECK(nodes_of<decltype(col<&User::bio> == std::nullopt)::node_type>[0].op == operation::is_null);
    CHECK(nodes_of<decltype(std::nullopt != col<&User::bio>)::node_type>[0].op == operation::is_not_null);
}
