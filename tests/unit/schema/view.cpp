#include <refract/codec/number.hpp>
#include <refract/schema/view.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

namespace view_test {
struct Seen {
    std::int64_t id{};
};
struct Kept {
    std::int64_t id{};
};
struct Plain {
    std::int64_t id{};
};
} // namespace view_test

template <> inline constexpr auto refract::model<view_test::Seen> = refract::table(refract::read_only_view);
template <> inline constexpr auto refract::model<view_test::Kept> = refract::table(refract::materialized_view);

using namespace refract::detail;

TEST_CASE("a model says that it is a view") {
    CHECK(table_of<view_test::Seen>().kind == relation_kind::view);
    CHECK(table_of<view_test::Kept>().kind == relation_kind::materialized_view);
    CHECK(table_of<view_test::Plain>().kind == relation_kind::table);
    CHECK_FALSE(is_defined_view<view_test::Seen>);
    CHECK(describe_view<view_test::Seen>().query == nullptr);
}
TEST_CASE("only constants that are there can be spelled in a view") {
    CHECK(is_spelled<int>());
    CHECK_FALSE(is_spelled<std::optional<int>>());
    CHECK_FALSE(is_spelled<void*>());
    CHECK(list_literals(values<int>{{7}}).items[0].number == 7);
    CHECK_FALSE(list_literals(values<int, void*>{{7}, {nullptr}}).are_spelled);
}
