#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>

using namespace refract;

namespace {
struct AuthorTotal {
    std::int64_t author_id{};
    std::int64_t posts{};
};
constexpr auto totals =
    from<Post>().select<AuthorTotal>(col<&Post::author_id>, count()).group_by(col<&Post::author_id>);
} // namespace

TEST_CASE("queries of WITH stand before the statement") {
    CHECK(sql<dialect::sqlite>(with(totals).from<AuthorTotal>().where(col<&AuthorTotal::posts> > 3)) ==
          R"(WITH "author_total" AS (SELECT "author_id", count(*) AS "posts" FROM "post" GROUP BY "author_id") )"
          R"(SELECT "author_id", "posts" FROM "author_total" WHERE "posts" > ?1)");
    CHECK(sql<dialect::postgres>(
              with(totals.materialized())
                  .delete_from<Post>()
                  .where(col<&Post::author_id>.in(from<AuthorTotal>().select(col<&AuthorTotal::author_id>)))) ==
          R"(WITH "author_total" AS MATERIALIZED (SELECT "author_id", count(*) AS "posts" FROM "post" )"
          R"(GROUP BY "author_id") DELETE FROM "post" WHERE "author_id" IN (SELECT "author_id" FROM "author_total"))");
}
TEST_CASE("what reads itself makes the whole WITH recursive") {
    constexpr auto up = from<AuthorTotal>().select<AuthorTotal>(col<&AuthorTotal::author_id>, col<&AuthorTotal::posts>);
    constexpr auto query = with_recursive(totals.union_all(up)).from<AuthorTotal>();
    CHECK(sql<dialect::sqlite>(query).substr(0, 34) == R"(WITH RECURSIVE "author_total" AS ()");
}
