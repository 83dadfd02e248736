#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <type_traits>

using namespace refract;

namespace {
struct AuthorTotal {
    std::int64_t author_id{};
    std::int64_t posts{};
};
constexpr auto totals =
    from<Post>().select<AuthorTotal>(col<&Post::author_id>, count()).group_by(col<&Post::author_id>);
} // namespace

TEST_CASE("a query in FROM has the name of its struct, or an alias") {
    CHECK(sql<dialect::sqlite>(from(totals).select(col<&AuthorTotal::posts>)) ==
          R"(SELECT "posts" FROM (SELECT "author_id", count(*) AS "posts" FROM "post" GROUP BY "author_id") )"
          R"(AS "author_total")");
    using best = alias<AuthorTotal, "best">;
    CHECK(
        sql<dialect::sqlite>(from<best>(totals).select(col<&AuthorTotal::posts, best>)) ==
        R"(SELECT "posts" FROM (SELECT "author_id", count(*) AS "posts" FROM "post" GROUP BY "author_id") AS "best")");
    static_assert(std::is_same_v<detail::row_of<decltype(from(totals))>, AuthorTotal>);
}
TEST_CASE("a query that names a table to its left is lateral") {
    constexpr auto of_post = from<Tag>().where(col<&Tag::id> == col<&Post::id>);
    CHECK(sql<dialect::postgres>(from<Post>().cross_join(of_post).select(col<&Tag::label>)) ==
          R"(SELECT "tag"."label" FROM "post" CROSS JOIN LATERAL (SELECT "tag"."id", "tag"."label" FROM "tag" )"
          R"(WHERE "tag"."id" = "post"."id") AS "tag")");
    constexpr auto of_none = from<Tag>().where(col<&Tag::id> > 1);
    CHECK(sql<dialect::sqlite>(from<Post>().cross_join(of_none).select(col<&Tag::label>)) ==
          R"(SELECT "tag"."label" FROM "post" CROSS JOIN (SELECT "id", "label" FROM "tag" WHERE "id" > ?1) AS "tag")");
    CHECK(detail::missing_feature(decltype(from<Post>().cross_join(of_post))::view, dialect::sqlite::info) ==
          "LATERAL");
}
