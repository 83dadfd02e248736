#include <refract/schema/table_info.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace {

constexpr column_list two_and_five() {
    column_list list;
    list.add(2);
    list.add(5);
    return list;
}

} // namespace

static_assert(two_and_five().count == 2 && two_and_five().contains(5) && !two_and_five().contains(3));

TEST_CASE("a list of columns knows its members") {
    const column_list list = two_and_five();
    REQUIRE(list.columns[0] == 2);
    REQUIRE(list.columns[1] == 5);
    REQUIRE_FALSE(column_list().contains(0)); // not even the position that an empty list holds
}

TEST_CASE("an expression is there once it has nodes") {
    REQUIRE_FALSE(expression_info());
    REQUIRE((col<&Tag::id> > 1).describe());
}

TEST_CASE("fields are found by the struct's names, not by the columns'") {
    const table_info& post = table_of<Post>();
    REQUIRE(post.find_field("title") == 1);
    REQUIRE(post.find_field("headline") == table_info::none);
}
