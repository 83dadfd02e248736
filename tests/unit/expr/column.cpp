#include <refract/codec/chrono.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

using manager = alias<Employee, "manager">;

static_assert(std::is_empty_v<std::remove_const_t<decltype(col<&User::id>)>>);
static_assert(std::is_same_v<decltype(col<&User::bio>)::type, std::string>); // without its std::optional
static_assert(nodes_of<column_node<&Post::title, Post>>[0].column == 1);
static_assert(nodes_of<column_node<&Employee::id, manager>>[0].alias == "manager");
static_assert(std::is_same_v<source_model<manager>, Employee> && std::is_same_v<source_model<User>, User>);

constexpr auto assigned = (col<&Post::title> = "x");
static_assert(nodes_of<decltype(assigned)::node_type>[0].kind == node_kind::assignment);
static_assert(nodes_of<decltype(assigned)::node_type>[0].column == 1);
constexpr auto name_column = col<&User::name>;
constexpr auto itself = (name_column = col<&User::name>);
static_assert(nodes_of<decltype(itself)::node_type>[1].kind == node_kind::column);
constexpr auto nothing = (col<&User::bio> = std::nullopt);
static_assert(nodes_of<decltype(nothing)::node_type>[1].kind == node_kind::null);

TEST_CASE("an assignment holds its value, and computes from the column itself") {
    const auto counted = (col<&Post::views> += 2);
    const auto& all = nodes_of<decltype(counted)::node_type>;
    REQUIRE(all[0].kind == node_kind::assignment);
    REQUIRE(all[1].op == operation::add);
    REQUIRE(all[2].column == all[0].column);
    REQUIRE(get<0>(counted.bound) == 2);
}
