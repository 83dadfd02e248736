// The fields of trees under numbers, and whether a program saves them anywhere.

#include <refract/graph/refuse_part.hpp>

#include <support/catch.hpp>

using namespace refract;
using namespace refract::detail;

namespace read_in_part {

struct First {
    int id{};
};
struct Second {
    int id{};
};
struct Kept {
    int id{};
};

} // namespace read_in_part

TEST_CASE("fields of trees have numbers of their own", "[graph]") {
    using namespace read_in_part;
    static_assert(number_of_tree_field<First, 0>() != number_of_tree_field<First, 1>());
    static_assert(number_of_tree_field<First, 0>() != number_of_tree_field<Second, 0>());
    static_assert(tree_field_of<First, 1>("limit").left_out_by == "limit");
    CHECK_FALSE(tree_field_of<First, 1>("limit").is_saved->is_raised());
    CHECK(saved_here<Kept>::is_known);
    CHECK(tree_field_of<Kept, 1>({}).is_saved->is_raised());
}

TEST_CASE("keys of one schema are not those of another", "[graph]") {
    CHECK(mark_of(usual_place{}) == 0);
    CHECK(mark_of(chosen_place{}) == 0);
    CHECK(mark_of(chosen_place{{.schema = "north"}}) != mark_of(chosen_place{{.schema = "south"}}));
    CHECK(mark_of(chosen_place{{.schema = "north"}}) == mark_of(chosen_place{{.schema = "north"}}));
}
