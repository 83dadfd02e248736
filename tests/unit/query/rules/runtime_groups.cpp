#include <refract/query/query.hpp>
#include <refract/query/rules/runtime_groups.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

// What it means for statements is in tests/unit/client/runtime_parts.cpp.
TEST_CASE("a column that is no group key is found outside of aggregates") {
    constexpr auto query = from<User>().group_by(col<&User::name>).select(col<&User::name>);
    const scope groups = make_scope(decltype(query)::view);
    const auto found = [&](const auto& condition) {
        const auto& nodes = nodes_of<typename std::remove_cvref_t<decltype(condition)>::node_type>;
        return find_ungrouped(nodes[0], groups, groups) != nullptr;
    };
    CHECK_FALSE(found(count() > 3));
    CHECK_FALSE(found(max(col<&User::id>) > 3 || col<&User::name> == "x"));
    CHECK(found(count() > 3 && col<&User::id> > 3));
    CHECK(found(col<&User::bio>.is_null()));
    CHECK_FALSE(found(exists(from<Tag>().where(col<&Tag::label> == col<&User::name>))));
    CHECK(found(exists(from<Tag>().where(col<&Tag::id> == col<&User::id>))));
    CHECK_THROWS_AS(refuse_ungrouped({nodes_of<decltype(col<&User::id> > 3)::node_type>.data(), 1}, groups), error);
}
