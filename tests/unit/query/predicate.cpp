#include <refract/expr/list.hpp>
#include <refract/query/predicate.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

TEST_CASE("an empty predicate holds nothing, and adds nothing to another") {
    predicate<User> none, some = col<&User::id> > 3;
    CHECK(none.empty());
    some &= none;
    CHECK(some.parts().nodes.size() == 3);
    none |= some;
    CHECK(none.parts().nodes.size() == 3);
}

TEST_CASE("conditions join in prefix order, values in the order of their nodes") {
    predicate<User> wanted = col<&User::id> > 3;
    wanted &= col<&User::name> == "Ann";
    wanted |= col<&User::bio> == std::nullopt;
    const auto& nodes = wanted.parts().nodes;
    REQUIRE(nodes.size() == 10);
    CHECK(nodes[0].op == operation::logical_or);
    CHECK(nodes[1].op == operation::logical_and);
    CHECK(nodes[2].op == operation::greater);
    CHECK(skip(nodes.data()) == nodes.data() + nodes.size());
    REQUIRE(wanted.parts().values.size() == 2);
    CHECK(wanted.parts().values[0].number == 3);
    CHECK(wanted.parts().values[1].text == "Ann");
}

TEST_CASE("a predicate is negated as a whole, and an empty one holds nowhere then") {
    predicate<User> wanted = col<&User::id> > 3;
    wanted |= col<&User::id> < 1;
    wanted.negate();
    const auto& nodes = wanted.parts().nodes;
    REQUIRE(nodes.size() == 8);
    CHECK(nodes[0].op == operation::logical_not);
    CHECK(nodes[1].op == operation::logical_or);
    CHECK(wanted.parts().items == 1);
    predicate<User> all;
    all.negate();
    CHECK_FALSE(all.empty());
    CHECK(all.parts().nodes[0].op == operation::is_not_null);
    CHECK(all.parts().nodes[1].kind == node_kind::null);
    CHECK(all.parts().items == 1);
}

TEST_CASE("a predicate may be added to itself, and owns its values") {
    std::string name = "Ann";
    predicate<User> wanted = col<&User::name> == std::string_view(name);
    name = "Bob";
    const predicate<User>& same = wanted;
    wanted &= same;
    REQUIRE(wanted.parts().values.size() == 2);
    CHECK(wanted.parts().values[0].text == "Ann");
    CHECK(wanted.parts().nodes.size() == 7);
}

TEST_CASE("a list is one value") {
    predicate<User> wanted = col<&User::id>.in(std::vector<std::int64_t>{1, 2, 3});
    REQUIRE(wanted.parts().values.size() == 1);
    CHECK(wanted.parts().values[0].type.list);
    CHECK(wanted.parts().values[0].list.size() == 3);
}

namespace predicate_test {
/// Counts how often it goes from one place to another.
struct moves {
    static inline std::size_t count = 0;
    moves() = default;
    moves(const moves&) { ++count; }
    moves& operator=(const moves&) {
        ++count;
        return *this;
    }
};
struct counted_node {
    node_kind kind{};
    operation op{};
    std::uint16_t arity = 0;
    bool distinct = false;
    moves made{};
};
std::size_t moves_of(std::size_t conditions) {
    moves::count = 0;
    joined_nodes<counted_node> joined;
    std::vector<counted_node> nodes;
    nodes.reserve(2 * conditions);
    for (std::size_t i = 0; i < conditions; ++i)
        joined.join(nodes, operation::logical_or, 0, [&] { nodes.emplace_back(); });
    return moves::count;
}
} // namespace predicate_test

TEST_CASE("twice as many conditions are twice the work") {
    CHECK(predicate_test::moves_of(32'000) < 5 * predicate_test::moves_of(8'000));
    CHECK(predicate_test::moves_of(32'000) < 100 * 32'000);
}

TEST_CASE("thousands of conditions stand one below another as often as their number halves") {
    predicate<User> wanted;
    for (std::int64_t i = 0; i < 5'000; ++i) wanted |= col<&User::id> == i;
    const auto& nodes = wanted.parts().nodes;
    REQUIRE(skip(nodes.data()) == nodes.data() + nodes.size());
    std::size_t deepest = 0, columns = 0;
    const auto walk = [&](auto& self, const node* at, std::size_t depth) -> const node* {
        deepest = std::max(deepest, depth);
        columns += at->kind == node_kind::column;
        const node* next = at + 1;
        for (std::size_t i = 0; i < at->arity; ++i) next = self(self, next, depth + 1);
        return next;
    };
    walk(walk, nodes.data(), 0);
    CHECK(columns == 5'000);
    CHECK(deepest < 64 + 16);
}
