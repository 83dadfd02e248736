#include <refract/dialect/postgres.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/print_merge.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

// The condition of a branch is one operand of AND, and branches stay in the order in which they were written.
constexpr auto merged_tags = merge_into<Tag>()
                                 .using_table<Post>(col<&Post::id> == col<&Tag::id>)
                                 .when_not_matched(col<&Post::views> > 1 || col<&Post::published> == true)
                                 .do_insert(col<&Tag::id> = col<&Post::id>, col<&Tag::label> = "x")
                                 .when_matched(col<&Tag::id> == 2)
                                 .do_delete()
                                 .when_matched()
                                 .do_update(col<&Tag::label> = col<&Post::title>);
static_assert(sql<dialect::postgres>(merged_tags) ==
              R"(MERGE INTO "tag" USING "post" ON "post"."id" = "tag"."id" )"
              R"(WHEN NOT MATCHED AND ("post"."views" > $1 OR "post"."published" = $2) THEN INSERT ("id", "label") )"
              R"(VALUES ("post"."id", $3) WHEN MATCHED AND "tag"."id" = $4 THEN DELETE )"
              R"(WHEN MATCHED THEN UPDATE SET "label" = "post"."headline")");

TEST_CASE("a merge may also return rows") {
    constexpr auto returning = merge_into<Tag>()
                                   .using_table<Post>(col<&Post::id> == col<&Tag::id>)
                                   .when_not_matched_by_source()
                                   .do_nothing()
                                   .returning(col<&Tag::label>);
    CHECK(sql<dialect::postgres>(returning) == R"(MERGE INTO "tag" USING "post" ON "post"."id" = "tag"."id" )"
                                               R"(WHEN NOT MATCHED BY SOURCE THEN DO NOTHING RETURNING "tag"."label")");
}
