#include <refract/memory/rules.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace {
template <class Objects, class Expression> constexpr rule_number broken(const Expression&) {
    return find_memory_violation<Objects>(nodes_of<typename Expression::node_type>.data(), 1).broken;
}
} // namespace

TEST_CASE("what memory evaluates") {
    CHECK(broken<Tag>(col<&Tag::id> + 1) == rule::none);
    CHECK(broken<Tag>(count() > 1) == rule::evaluated_in_memory);
    CHECK(broken<Tag>(exists(from<Post>())) == rule::evaluated_in_memory);
    CHECK(broken<Tag>(raw<bool, "{} = 1">(col<&Tag::id>)) == rule::evaluated_in_memory);
    CHECK(broken<Tag>(cast<std::string>(cast<double>(col<&Tag::id>)) == "1") == rule::evaluated_in_memory);
    CHECK(broken<Tag>(col<&Tag::label>.collate<"binary">() < "x") == rule::none);
    CHECK(broken<Tag>(col<&Tag::label>.collate<"nocase">() < "x") == rule::evaluated_in_memory);
    CHECK(broken<Tag>(col<&Post::id> == 1) == rule::object_of_each_table);
}
