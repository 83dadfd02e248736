#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <string>

using namespace refract;

namespace {
struct Label {
    std::string text{};
    std::int64_t number{};
};
constexpr auto tags = from<Tag>().select(col<&Tag::label>);
constexpr auto posts = from<Post>().select(col<&Post::title>);
} // namespace

TEST_CASE("operations stand side by side where every database reads them alike") {
    CHECK(sql<dialect::sqlite>(tags.union_all(posts).union_distinct(tags).except(posts)) ==
          R"(SELECT "label" FROM "tag" UNION ALL SELECT "headline" FROM "post" UNION SELECT "label" FROM "tag" )"
          R"(EXCEPT SELECT "headline" FROM "post")");
    CHECK(sql<dialect::sqlite>(tags.intersect(posts).union_all(tags)) ==
          R"(SELECT "label" FROM "tag" INTERSECT SELECT "headline" FROM "post" UNION ALL SELECT "label" FROM "tag")");
}
TEST_CASE("what keeps duplicates stands where every database reads it alike") {
    CHECK(sql<dialect::postgres>(tags.except_all(posts).union_all(tags)) ==
          R"(SELECT "label" FROM "tag" EXCEPT ALL SELECT "headline" FROM "post" UNION ALL SELECT "label" FROM "tag")");
    CHECK(
        sql<dialect::postgres>(tags.intersect(posts).intersect_all(tags)) ==
        R"(SELECT "label" FROM "tag" INTERSECT SELECT "headline" FROM "post" INTERSECT ALL SELECT "label" FROM "tag")");
    CHECK(sql<dialect::postgres>(tags.union_all(posts).intersect_all(tags)) ==
          R"(SELECT * FROM (SELECT "label" FROM "tag" UNION ALL SELECT "headline" FROM "post") AS "rows" )"
          R"(INTERSECT ALL SELECT "label" FROM "tag")");
}
TEST_CASE("a limit with ties") {
    constexpr auto ordered = tags.order_by(col<&Tag::label>);
    CHECK(sql<dialect::postgres>(ordered.limit(2).with_ties()) ==
          R"(SELECT "label" FROM "tag" ORDER BY "label" FETCH FIRST $1 ROWS WITH TIES)");
    CHECK(sql<dialect::postgres>(ordered.offset(1).with_ties().limit(2)) ==
          R"(SELECT "label" FROM "tag" ORDER BY "label" OFFSET $1 FETCH FIRST $2 ROWS WITH TIES)");
    CHECK(sql<dialect::postgres>(tags.union_all(posts).order_by(col<&Tag::label>).limit(2).with_ties()) ==
          R"(SELECT "label" FROM "tag" UNION ALL SELECT "headline" FROM "post" ORDER BY 1 )"
          R"(FETCH FIRST $1 ROWS WITH TIES)");
}
TEST_CASE("else the operand stands in a FROM") {
    CHECK(sql<dialect::postgres>(tags.union_all(posts).intersect(tags)) ==
          R"(SELECT * FROM (SELECT "label" FROM "tag" UNION ALL SELECT "headline" FROM "post") AS "rows" )"
          R"(INTERSECT SELECT "label" FROM "tag")");
    CHECK(sql<dialect::postgres>(tags.except(posts.limit(1))) ==
          R"(SELECT "label" FROM "tag" EXCEPT SELECT * FROM (SELECT "headline" FROM "post" LIMIT $1) AS "rows")");
    CHECK(sql<dialect::postgres>(tags.union_all(posts).limit(1).union_all(posts)) ==
          R"(SELECT * FROM (SELECT "label" FROM "tag" UNION ALL SELECT "headline" FROM "post" LIMIT $1) AS "rows" )"
          R"(UNION ALL SELECT "headline" FROM "post")");
}
TEST_CASE("the order of a set operation is of its columns, by number") {
    constexpr auto labels = from<Tag>().select<Label>(col<&Tag::label>, col<&Tag::id>);
    CHECK(sql<dialect::sqlite>(labels.union_all(labels).order_by(col<&Label::number>.desc(), col<&Label::text>)) ==
          R"(SELECT "label", "id" FROM "tag" UNION ALL SELECT "label", "id" FROM "tag" ORDER BY 2 DESC, 1)");
    CHECK(sql<dialect::sqlite>(tags.union_all(posts).order_by(col<&Tag::label>.desc().nulls_first())) ==
          R"(SELECT "label" FROM "tag" UNION ALL SELECT "headline" FROM "post" ORDER BY 1 DESC NULLS FIRST)");
    constexpr auto counts = from<Tag>().select(count());
    CHECK(sql<dialect::sqlite>(counts.union_all(counts).order_by(count())) ==
          R"(SELECT count(*) FROM "tag" UNION ALL SELECT count(*) FROM "tag" ORDER BY 1)");
}
