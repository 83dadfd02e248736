#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/expression.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <string_view>

using namespace refract;
using namespace refract::detail;

static_assert(any_expression<decltype(col<&User::id>)> && any_expression<decltype(col<&User::id> == 1)>);
static_assert(!any_expression<int>);
static_assert(std::is_same_v<operand_storage_t<std::string, const char (&)[4]>, std::string_view>);
static_assert(std::is_same_v<operand_storage_t<std::string, std::string>, std::string>);
static_assert(std::is_same_v<operand_storage_t<std::int64_t, int>, std::int64_t>);
static_assert(std::is_same_v<operand_storage_t<std::int16_t, int>, int>); // what would not fit stays
static_assert(std::is_same_v<operand_storage_t<double, int>, double>);

static_assert(comparable_types<int, double>() && !comparable_types<int, std::string>());
static_assert(!comparable_types<bool, int>());

TEST_CASE("operators for text and null keep their operands") {
    const auto liked = col<&User::name>.like("a%");
    CHECK(nodes_of<decltype(liked)::node_type>[0].op == operation::like);
    CHECK(get<0>(liked.bound) == "a%");
    CHECK(nodes_of<decltype(col<&User::bio>.is_null())::node_type>[0].op == operation::is_null);
}

TEST_CASE("an order remembers its direction and its nulls") {
    constexpr auto term = col<&User::bio>.desc().nulls_last();
    constexpr node order = nodes_of<decltype(term)::node_type>[0];
    CHECK(order.descending);
    CHECK(order.nulls == nulls_order::last);
    CHECK_FALSE(nodes_of<decltype(col<&User::bio>.asc())::node_type>[0].descending);
}

TEST_CASE("a model's expression keeps its constants as literals") {
    constexpr expression_info info = (col<&Post::views> >= 3).describe();
    CHECK(info.node_count == 3);
    CHECK(info.values[0].number == 3);
}
