#include <refract/memory/objects.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <tuple>

using namespace refract;
using namespace refract::detail;

TEST_CASE("columns are read of the objects that stand for their tables") {
    using second = alias<Tag, "second">;
    const Tag one{.id = 1, .label = "one"}, two{.id = 2, .label = "two"};
    const auto objects = std::tuple<const Tag&, aliased_object<second, Tag>>(one, aliased_object<second, Tag>{two});
    const auto read = [&](const auto& column) {
        using expression = typename std::remove_cvref_t<decltype(column)>::expression_type;
        return read_column<std::remove_cv_t<decltype(objects)>>(&objects, nodes_of<typename expression::node_type>[0]);
    };
    CHECK(read(col<&Tag::label>).text == "one");
    CHECK(read(col<&Tag::label, second>).text == "two");
    static_assert(is_passed<check_objects<Tag>>);
    static_assert(is_passed<check_objects<std::tuple<Tag, aliased_object<second, Tag>>>>);
    static_assert(!is_passed<check_objects<std::tuple<Tag, Tag>>>);
    static_assert(!is_passed<check_objects<int>>);
    const std::tuple<std::optional<Tag>> none;
    CHECK(read_column<std::tuple<std::optional<Tag>>>(&none, nodes_of<column_node<&Tag::id, Tag>>[0]).null);
}
