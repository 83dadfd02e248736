#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string_view>

using namespace refract;
using namespace refract::detail;

using manager = alias<Employee, "manager">;

// The clauses come in SQL's order, the numbers in the text's, whatever order they were written in.
constexpr auto mixed = from<Post>().limit(5).where(col<&Post::views> > 3).select(col<&Post::views> * 2);
static_assert(sql<dialect::sqlite>(mixed) == R"(SELECT "views" * ?1 FROM "post" WHERE "views" > ?2 LIMIT ?3)");
static_assert(sql<dialect::postgres>(mixed) == R"(SELECT "views" * $1 FROM "post" WHERE "views" > $2 LIMIT $3)");
static_assert(statement_data_of<dialect::sqlite, std::remove_const_t<decltype(mixed)>>.value_numbers[0] == 3); // limit
static_assert(statement_data_of<dialect::sqlite, std::remove_const_t<decltype(mixed)>>.value_numbers[2] == 1); // the 2

static_assert(
    sql<dialect::sqlite>(from<Tag>().where(col<&Tag::id> > 1).where(col<&Tag::label> == "x" || col<&Tag::id> == 9)) ==
    R"(SELECT "id", "label" FROM "tag" WHERE "id" > ?1 AND ("label" = ?2 OR "id" = ?3))");
static_assert(sql<dialect::sqlite>(from<Tag>().offset(3)) == R"(SELECT "id", "label" FROM "tag" LIMIT -1 OFFSET ?1)");
static_assert(sql<dialect::postgres>(from<Tag>().offset(3)) == R"(SELECT "id", "label" FROM "tag" OFFSET $1)");
static_assert(sql<dialect::sqlite>(from<Tag>().select(col<&Tag::label>).distinct()) ==
              R"(SELECT DISTINCT "label" FROM "tag")");
static_assert(sql<dialect::sqlite>(from<Employee>()
                                       .left_join<manager>(col<&Employee::reports_to> == col<&Employee::id, manager>)
                                       .select(col<&Employee::name>, col<&Employee::name, manager>)) ==
              R"(SELECT "employee"."name", "manager"."name" FROM "employee" LEFT JOIN "employee" AS "manager" )"
              R"(ON "employee"."reports_to" = "manager"."id")");
static_assert(
    sql<dialect::sqlite>(
        from<Post>().group_by(col<&Post::author_id>).having(count() > 1).select(count()).order_by(count().desc())) ==
    R"(SELECT count(*) FROM "post" GROUP BY "author_id" HAVING count(*) > ?1 ORDER BY count(*) DESC)");
static_assert(sql<dialect::postgres>(from<Tag>().where(col<&Tag::id> == 1).for_update()) ==
              R"(SELECT "id", "label" FROM "tag" WHERE "id" = $1 FOR UPDATE)");
static_assert(sql<dialect::postgres>(from<Tag>().limit(3).for_share()) ==
              R"(SELECT "id", "label" FROM "tag" LIMIT $1 FOR SHARE)");
static_assert(sql<dialect::sqlite>(from<Tag>().select(sign(col<&Tag::id>))) ==
              R"(SELECT CAST(sign("id") AS INTEGER) FROM "tag")");
static_assert(sql<dialect::sqlite>(insert_into<Tag>().set(col<&Tag::label> = "x").returning(col<&Tag::id>)) ==
              R"(INSERT INTO "tag" ("label") VALUES (?1) RETURNING "id")");
static_assert(sql<dialect::sqlite>(update<Post>().set(col<&Post::views> += 1).where(col<&Post::id> == 7)) ==
              R"(UPDATE "post" SET "views" = refract_fit("views" + ?1) WHERE "id" = ?2)");
static_assert(sql<dialect::sqlite>(delete_from<Tag>().all_rows()) == R"(DELETE FROM "tag")");

// Other tables of a delete, and some rows of a table: by sub-query where the database has no such clause.
constexpr auto of_nobody = delete_from<PostTag>().using_table<Tag>().where(col<&Tag::id> == col<&PostTag::tag_id>);
static_assert(sql<dialect::sqlite>(of_nobody) ==
              R"(DELETE FROM "post_tag" WHERE EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = "post_tag"."tag_id"))");
static_assert(sql<dialect::postgres>(of_nobody) ==
              R"(DELETE FROM "post_tag" USING "tag" WHERE "tag"."id" = "post_tag"."tag_id")");
// What comes back may be of the other table, also by the name of a field, where the database returns it.
struct LabelOfTag {
    std::string label;
};
constexpr auto labels = of_nobody.returning<LabelOfTag>();
static_assert(!missing_feature(decltype(labels)::view, dialect::sqlite::info).empty());
static_assert(missing_feature(decltype(labels)::view, dialect::postgres::info).empty());
constexpr auto last_two =
    delete_from<PostTag>().where(col<&PostTag::tag_id> > 1).order_by(col<&PostTag::post_id>.desc()).limit(2);
static_assert(sql<dialect::sqlite>(last_two) ==
              R"(DELETE FROM "post_tag" WHERE ("post_id", "tag_id") IN (SELECT "post_id", "tag_id" FROM "post_tag" )"
              R"(WHERE "tag_id" > ?1 ORDER BY "post_id" DESC LIMIT ?2))");
static_assert(sql<dialect::postgres>(last_two) ==
              R"(DELETE FROM "post_tag" WHERE ("post_id", "tag_id") IN (WITH "chosen" AS MATERIALIZED ()"
              R"(SELECT "post_id", "tag_id" FROM "post_tag" WHERE "tag_id" > $1 ORDER BY "post_id" DESC LIMIT $2 )"
              R"(FOR UPDATE) SELECT * FROM "chosen"))");

// A run-time condition that does not stand leaves no trace.
static_assert(sql<dialect::sqlite>(from<Tag>().where_if(true, col<&Tag::id> > 1)) ==
              R"(SELECT "id", "label" FROM "tag")");

TEST_CASE("what is wanted of the rows stands around the query") {
    using query = decltype(from<Tag>());
    const auto text = [](const auto& data) { return std::string_view(data.text.data(), data.text.size() - 1); };
    CHECK(text(statement_data_of<dialect::postgres, query, result_form::count>) ==
          R"(SELECT count(*) FROM (SELECT "id", "label" FROM "tag") AS "rows")");
    CHECK(text(statement_data_of<dialect::sqlite, query, result_form::exists>) ==
          R"(SELECT EXISTS (SELECT "id", "label" FROM "tag"))");
    CHECK(text(statement_data_of<dialect::postgres, query, result_form::first>) ==
          R"(SELECT "id", "label" FROM "tag" LIMIT 1)");
    CHECK(text(statement_data_of<dialect::sqlite, query, result_form::first>) == R"(SELECT "id", "label" FROM "tag")");
}

TEST_CASE("what a database has not is named") {
    using query = decltype(from<Tag>().for_update());
    CHECK_FALSE(missing_feature(query::view, dialect::sqlite::info).empty());
    CHECK(missing_feature(query::view, dialect::postgres::info).empty());
    using shared = decltype(from<Tag>().for_share());
    CHECK(missing_feature(shared::view, dialect::sqlite::info) == "FOR SHARE");
    CHECK(missing_feature(shared::view, dialect::postgres::info).empty());
}
