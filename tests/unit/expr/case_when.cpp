#include <refract/expr/case_when.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

constexpr auto band = case_when(col<&Post::views> > 100, "many").when(col<&Post::views> > 10, "some").otherwise("few");
static constexpr auto& nodes = nodes_of<decltype(band)::node_type>;
static_assert(nodes[0].kind == node_kind::case_when && nodes[0].arity == 5);
// What is read is a text of its own, whatever was written.
static_assert(std::is_same_v<decltype(band)::type, std::string>);
// A literal takes the type of the column beside it.
static_assert(
    std::is_same_v<decltype(case_when(col<&Post::published>, col<&Post::views>).otherwise(0))::type, std::int64_t>);

TEST_CASE("conditions and values alternate in the order in which they were written") {
    CHECK(get<0>(band.bound) == 100);
    CHECK(get<1>(band.bound) == "many");
    CHECK(get<4>(band.bound) == "few");
    constexpr auto open = case_when(col<&Post::views> > 100, "many");
    CHECK(nodes_of<decltype(open)::node_type>[0].arity == 2);
}
