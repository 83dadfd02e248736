#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

TEST_CASE("an update assigns columns under a condition") {
    constexpr auto query = update<Post>().set(col<&Post::views> += 1).where(col<&Post::id> == 7);
    constexpr statement_view view = decltype(query)::view;
    CHECK(view.kind == verb::update);
    CHECK(content_of(view) == content{.values = 2});
    CHECK(decltype(update<Post>().set(col<&Post::views> = 1).all_rows())::view.has(clause_kind::all_rows));
}
