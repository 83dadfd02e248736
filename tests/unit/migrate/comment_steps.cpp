#include <refract/migrate/comment_steps.hpp>

#include "support/catch.hpp"

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>

using namespace refract;
using migrate::database_definition;

TEST_CASE("comments are said where they are others, and taken away", "[comment_steps]") {
    const database_definition before{.tables = {{.name = "song",
                                                 .columns = {{.name = "title", .type = "text", .comment = "the name"}},
                                                 .comment = "songs"}}};
    database_definition after = before;
    after.tables[0].columns[0].comment = "it's the name";
    after.tables[0].comment.clear();
    const migrate::plan_options options{};
    detail::planning plan(detail::changes_of<dialect::postgres>, options, before, after);
    detail::comment_planner(plan).run();
    REQUIRE(plan.steps.size() == 2);
    CHECK(plan.steps[0].sql == "COMMENT ON TABLE \"song\" IS NULL");
    CHECK(plan.steps[0].undo == "COMMENT ON TABLE \"song\" IS 'songs'");
    CHECK(plan.steps[1].sql == "COMMENT ON COLUMN \"song\".\"title\" IS 'it''s the name'");
    detail::planning silent(detail::changes_of<dialect::sqlite>, options, before, after); // which has no comments
    detail::comment_planner(silent).run();
    CHECK(silent.steps.empty());
}
