#include <refract/codec/number.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/check_view.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <type_traits>

namespace check_view_test {
struct Right {
    std::int64_t id{};
};
struct OfOthers {
    std::int64_t id{};
};
struct Table {
    std::int64_t id{};
};
struct Late {
    std::int64_t id{};
};
} // namespace check_view_test

using namespace check_view_test;
using namespace refract;

template <> inline constexpr auto refract::model<Right> = table(read_only_view);
template <> inline constexpr auto refract::view_of<Right> = from<Post>().select<Right>(col<&Post::id>);
template <> inline constexpr auto refract::model<OfOthers> = table(read_only_view);
template <> inline constexpr auto refract::view_of<OfOthers> = from<Post>().select<Right>(col<&Post::id>);
template <> inline constexpr auto refract::view_of<check_view_test::Table> =
    from<Post>().select<check_view_test::Table>(col<&Post::id>);
template <> inline constexpr auto refract::model<Late> = table(read_only_view);
template <> inline constexpr auto refract::view_of<Late> =
    from<Post>().where(col<&Post::id> == param<std::int64_t>).select<Late>(col<&Post::id>);

TEST_CASE("a view is defined by a query of its struct, known as a whole") {
    CHECK(detail::defines_view<Right>());
    CHECK_FALSE(detail::defines_view<OfOthers>());
    CHECK_FALSE(detail::defines_view<check_view_test::Table>());
    CHECK_FALSE(detail::defines_view<Late>());
    CHECK(detail::is_passed<detail::check_views<dialect::sqlite, schema<Right, Post>>>);
    CHECK_FALSE(detail::is_passed<detail::check_views<dialect::sqlite, schema<Right, Late>>>);
    CHECK(detail::views_outcome<dialect::sqlite, schema<Post, Right>>::any);
    CHECK_FALSE(detail::views_outcome<dialect::sqlite, schema<Post>>::any);
}
