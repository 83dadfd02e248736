#include <refract/expr/list.hpp>
#include <refract/query/predicate.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

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
