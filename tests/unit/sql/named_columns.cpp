#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

constexpr auto band = (col<&Post::views> % 10).as<"ba\"nd">();
constexpr auto query = from<Post>()
                           .select(band, count().as<"posts">())
                           .group_by(band)
                           .having(band > 3)
                           .order_by(band.desc(), count().as<"posts">());

TEST_CASE("a name is printed where it is a key, and its values are bound once") {
    CHECK(sql<dialect::sqlite>(query) ==
          R"(SELECT "views" % ?1 AS "ba""nd", count(*) AS "posts" FROM "post" GROUP BY "ba""nd" )"
          R"(HAVING "views" % ?1 > ?2 ORDER BY "ba""nd" DESC, "posts")");
    CHECK(sql<dialect::mariadb>(query) ==
          R"(SELECT `views` % ? AS `ba"nd`, count(*) AS `posts` FROM `post` GROUP BY `ba"nd` )"
          R"(HAVING `views` % ? > ? ORDER BY `ba"nd` DESC, `posts`)");
    CHECK(sql<dialect::postgres>(from<Post>().where(band == 1).order_by(col<&Post::id>).select(col<&Post::id>)) ==
          R"(SELECT "id" FROM "post" WHERE "views" % nullif($1, 0) = $2 ORDER BY "id")");
}
