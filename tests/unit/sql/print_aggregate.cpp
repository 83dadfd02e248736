#include <refract/dialect/mariadb.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

TEST_CASE("texts of a group have a separator and an order") {
    constexpr auto labels = string_agg(col<&Tag::label>, ",");
    CHECK(sql<dialect::sqlite>(from<Tag>().select(labels)) == R"(SELECT group_concat("label", ?1) FROM "tag")");
    CHECK(sql<dialect::postgres>(
              from<Tag>().select(labels.distinct().order_by(col<&Tag::label>.desc()).filter(col<&Tag::id> > 3))) ==
          R"(SELECT string_agg(DISTINCT "label", $1 ORDER BY "label" DESC) FILTER (WHERE "id" > $2) FROM "tag")");
}
TEST_CASE("a window may have a frame without anything else") {
    CHECK(sql<dialect::postgres>(
              from<Tag>().select(count().over(rows_between(unbounded_preceding, current_row).exclude_ties()))) ==
          R"(SELECT count(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM "tag")");
    CHECK(sql<dialect::postgres>(from<Tag>().select(ntile(4).over(order_by(col<&Tag::id>)))) ==
          R"(SELECT CAST(ntile($1) OVER (ORDER BY "id") AS bigint) FROM "tag")");
}
