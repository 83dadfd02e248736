#include <refract/dialect/type_names.hpp>

#include "support/catch.hpp"

using namespace refract;
using namespace refract::detail;

namespace {

constexpr kind_name few[] = {{type_kind::boolean, "BOOL"}, {type_kind::big_integer, "BIGINT", "SIGNED"}};
static_assert(!names_every_kind(few), "the others are missing");

} // namespace

TEST_CASE("a kind is looked up, wherever its row stands") {
    CHECK(find_type_name(few, type_kind::big_integer).column == "BIGINT");
    CHECK(find_type_name(few, type_kind::text).column.empty());
    CHECK(cast_name(few[0]) == "BOOL");
    CHECK(cast_name(few[1]) == "SIGNED");
}
