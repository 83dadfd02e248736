#include <refract/dialect/postgres.hpp>
#include <refract/query/query.hpp>
#include <refract/schema/policy.hpp>
#include <refract/sql/print_merge.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

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

namespace print_merge_test {
struct Shelf {
    std::int64_t id{};
    std::string label;
    std::int64_t revision{};
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> gone_at{};
};
} // namespace print_merge_test
template <> inline constexpr auto refract::model<print_merge_test::Shelf> =
    refract::table(refract::soft_delete<&print_merge_test::Shelf::gone_at>,
                   refract::column<&print_merge_test::Shelf::revision>.version());

TEST_CASE("a merge does not see marked rows, and marks what it deletes") {
    using print_merge_test::Shelf;
    constexpr auto merged = merge_into<Shelf>()
                                .using_table<Tag>(col<&Tag::id> == col<&Shelf::id> || col<&Tag::id> == 7)
                                .when_not_matched_by_source(col<&Shelf::label> == "x")
                                .do_delete()
                                .when_matched()
                                .do_update(col<&Shelf::label> = col<&Tag::label>);
    CHECK(
        sql<dialect::postgres>(merged) ==
        R"(MERGE INTO "shelf" USING "tag" ON ("tag"."id" = "shelf"."id" OR "tag"."id" = $1) AND )"
        R"("shelf"."gone_at" IS NULL WHEN NOT MATCHED BY SOURCE AND "shelf"."label" = $2 AND "shelf"."gone_at" IS NULL )"
        R"(THEN UPDATE SET "gone_at" = clock_timestamp(), "revision" = "shelf"."revision" + 1 )"
        R"(WHEN MATCHED THEN UPDATE SET "label" = "tag"."label", "revision" = "shelf"."revision" + 1)");
    constexpr auto all = merge_into<Shelf>()
                             .using_table<Tag>(col<&Tag::id> == col<&Shelf::id>)
                             .with_deleted()
                             .for_good()
                             .when_matched()
                             .do_delete();
    CHECK(sql<dialect::postgres>(all) ==
          R"(MERGE INTO "shelf" USING "tag" ON "tag"."id" = "shelf"."id" WHEN MATCHED THEN DELETE)");
}
