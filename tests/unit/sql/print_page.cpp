#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/print_page.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

constexpr auto by_views =
    from<Post>().select(col<&Post::title>).order_by(col<&Post::views>.desc(), col<&Post::id>.desc());
constexpr auto mixed = from<Post>().select(col<&Post::id>).order_by(col<&Post::views>.desc(), col<&Post::id>);
constexpr auto by_bio = from<User>().select(col<&User::id>).order_by(col<&User::bio>, col<&User::id>);

TEST_CASE("where directions agree rows are compared, and an index over both columns serves") {
    CHECK(sql<dialect::sqlite>(by_views.after(10, 3)) ==
          R"(SELECT "headline" FROM "post" WHERE ("views", "id") < (?1, ?2) ORDER BY "views" DESC, "id" DESC)");
    CHECK(sql<dialect::postgres>(by_views.before(10, 3).where(col<&Post::published> == true)) ==
          R"(SELECT "headline" FROM "post" WHERE ("views", "id") > ($1, $2) AND "published" = $3 )"
          R"(ORDER BY "views" DESC, "id" DESC)");
    CHECK(sql<dialect::sqlite>(from<Post>().select(col<&Post::id>).order_by(col<&Post::id>).after(3)) ==
          R"(SELECT "id" FROM "post" WHERE "id" > ?1 ORDER BY "id")");
    // Without comparison of rows, and where a value is bound as often as it is written.
    CHECK(sql<dialect::sqlserver>(by_views.after(10, 3)) ==
          R"(SELECT [headline] FROM [post] WHERE [views] <= @p1 AND ([views] < @p1 OR [views] = @p1 AND [id] < @p2) )"
          R"(ORDER BY [views] DESC, [id] DESC)");
    CHECK(sql<dialect::mariadb>(mixed.after(10, 3)) ==
          "SELECT `id` FROM `post` WHERE `views` <= ? AND (`views` < ? OR `views` = ? AND `id` > ?) "
          "ORDER BY `views` DESC, `id`");
}
TEST_CASE("NULLs stand where the order has them") {
    CHECK(sql<dialect::sqlite>(by_bio.after("x", 3)) ==
          R"(SELECT "id" FROM "users" WHERE "bio" > ?1 OR "bio" = ?1 AND "id" > ?2 ORDER BY "bio", "id")");
    CHECK(sql<dialect::postgres>(by_bio.after("x", 3)) ==
          R"(SELECT "id" FROM "users" WHERE ("bio" > $1 OR "bio" IS NULL) OR "bio" = $1 AND "id" > $2 )"
          R"(ORDER BY "bio", "id")");
    CHECK(
        sql<dialect::sqlite>(by_bio.after(std::nullopt, 3)) ==
        R"(SELECT "id" FROM "users" WHERE "bio" > ?1 OR ?1 IS NULL AND "bio" IS NOT NULL OR "bio" IS ?1 AND "id" > ?2 )"
        R"(ORDER BY "bio", "id")");
}
TEST_CASE("the last rows before a row are read in reverse, and turned") {
    CHECK(sql<dialect::postgres>(mixed.before(10, 3).limit(5)) ==
          R"(SELECT "c1" FROM (SELECT "id" AS "c1", "views" AS "o1", "id" AS "o2" FROM "post" WHERE "views" >= $1 )"
          R"(AND ("views" > $1 OR "views" = $1 AND "id" < $2) ORDER BY "o1", "o2" DESC LIMIT $3) AS "rows" )"
          R"(ORDER BY "o1" DESC, "o2")");
}
TEST_CASE("a page of groups is a condition of groups") {
    CHECK(sql<dialect::sqlite>(from<Post>()
                                   .select(col<&Post::author_id>, count())
                                   .group_by(col<&Post::author_id>)
                                   .order_by(count(), col<&Post::author_id>)
                                   .after(3, 1)) ==
          R"(SELECT "author_id", count(*) FROM "post" GROUP BY "author_id" HAVING (count(*), "author_id") > (?1, ?2) )"
          R"(ORDER BY count(*), "author_id")");
}
