#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/list.hpp>
#include <refract/expr/parameter.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

// A parameter has a type and no value.
static_assert(std::is_empty_v<std::remove_const_t<decltype(param<std::string_view>)>>);
static_assert(nodes_of<parameter_node<int>>[0].kind == node_kind::parameter);
static_assert(nodes_of<parameter_node<int>>[0].type.kind == type_kind::integer);
static_assert(nodes_of<parameter_node<std::optional<int>>>[0].type.kind == type_kind::integer);

constexpr auto name_and_id = col<&User::name> == param<std::string_view> && col<&User::id> > param<std::int64_t>;
static_assert(std::is_same_v<decltype(name_and_id)::node_type::parameters, type_list<std::string_view, std::int64_t>>);

// One that stands for a list is of the items that the column wants.
constexpr auto among = col<&User::id>.in(param<std::vector<int>>);
static_assert(std::is_empty_v<std::remove_const_t<decltype(among)>>);
static_assert(nodes_of<decltype(among)::node_type>[2].type.list);
static_assert(nodes_of<decltype(among)::node_type>[2].type.kind == type_kind::big_integer);
static_assert(std::is_same_v<decltype(among)::node_type::parameters, type_list<list_value<std::int64_t>>>);

TEST_CASE("parameters and values stand side by side") {
    const auto mixed = col<&User::id> > param<int> && col<&User::id> < 9;
    STATIC_REQUIRE(decltype(mixed)::node_type::parameters::size == 1);
    REQUIRE(get<0>(mixed.bound) == 9);
}
