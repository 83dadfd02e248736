#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/list.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <array>
#include <list>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

TEST_CASE("single values are single parameters") {
    const auto some = col<&User::id>.in(1, 2, 3);
    const auto& nodes = nodes_of<decltype(some)::node_type>;
    CHECK(nodes[0].kind == node_kind::in_values);
    CHECK(nodes[0].arity == 4);
    CHECK(get<2>(some.bound) == 3);
    CHECK(nodes_of<decltype(col<&User::id>.not_in(1))::node_type>[0].negated);
}

TEST_CASE("a range is one parameter, and owned") {
    std::vector<int> ids{1, 2};
    const auto some = col<&User::id>.in(ids);
    ids.clear();
    const auto& nodes = nodes_of<decltype(some)::node_type>;
    CHECK(nodes.size() == 3);
    CHECK(nodes[0].kind == node_kind::in_list);
    CHECK(nodes[2].type.list);
    CHECK(nodes[2].type.kind == type_kind::big_integer); // the column's type
    CHECK(get<0>(some.bound).items == std::vector<std::int64_t>{1, 2});
    CHECK(get<0>(col<&User::name>.in({"a", "b"}).bound).items.size() == 2);
    CHECK(get<0>(col<&User::name>.in(std::list<std::string>{"a"}).bound).items.size() == 1);
    CHECK(get<0>(col<&User::id>.in(std::array<std::int64_t, 2>{4, 5}).bound).items[1] == 5);
}

TEST_CASE("a text is one value, not a range of characters") {
    const auto one = col<&User::name>.in(std::string("abc"));
    CHECK(nodes_of<decltype(one)::node_type>[0].kind == node_kind::in_values);
}

TEST_CASE("between has a low and a high end") {
    const auto some = col<&User::id>.not_between(1, 9);
    const auto& nodes = nodes_of<decltype(some)::node_type>;
    CHECK(nodes[0].kind == node_kind::between);
    CHECK(nodes[0].negated);
    CHECK(get<1>(some.bound) == 9);
}
