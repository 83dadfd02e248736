#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/grouping.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <tuple>
#include <type_traits>

using namespace refract;

constexpr auto views = col<&Post::views>;
constexpr auto author = col<&Post::author_id>;
constexpr auto counted = from<Post>().select(views, grouping(views, author), count());

static_assert(std::is_same_v<detail::row_of<decltype(counted.group_by(rollup(views, author)))>,
                             std::tuple<std::optional<std::int64_t>, std::int32_t, std::int64_t>>);
static_assert(
    std::is_same_v<detail::row_of<decltype(from<Post>().select(views, count()).group_by(views, cube(author)))>,
                   std::tuple<std::int64_t, std::int64_t>>);

TEST_CASE("groupings are spelled as SQL has them") {
    CHECK(sql<dialect::postgres>(counted.group_by(rollup(grouping_set(views, author)), cube(author))) ==
          R"(SELECT "views", grouping("views", "author_id"), count(*) FROM "post" )"
          R"(GROUP BY ROLLUP (("views", "author_id")), CUBE ("author_id"))");
    CHECK(sql<dialect::sqlserver>(
              from<Post>().select(count()).group_by(grouping_sets(views, grouping_set(author), grouping_set()))) ==
          R"(SELECT count(*) FROM [post] GROUP BY GROUPING SETS ([views], ([author_id]), ()))");
}
