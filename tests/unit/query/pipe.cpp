#include <refract/dialect/sqlite.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/query/pipe.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;

namespace {
constexpr auto published = col<&Post::published> == true;
constexpr auto newest_first = order_by(col<&Post::id>.desc(), col<&Post::title>);
constexpr auto ids = [](const auto& query) { return query.select(col<&Post::id>); };
constexpr auto page(std::int64_t number) {
    return [number](const auto& query) { return query.limit(10).offset(number * 10); };
}
} // namespace

TEST_CASE("parts of queries are applied by name") {
    constexpr auto query = from<Post>() | published | newest_first | ids;
    CHECK(sql<dialect::sqlite>(query) ==
          R"(SELECT "id" FROM "post" WHERE "published" = ?1 ORDER BY "id" DESC, "headline")");
    CHECK(detail::get<0>(query.bound) == true);
    const auto third = from<Post>() | ids | page(2);
    CHECK(sql<dialect::sqlite>(third) == R"(SELECT "id" FROM "post" LIMIT ?1 OFFSET ?2)");
    CHECK(detail::get<1>(third.bound) == 20);
}
TEST_CASE("a condition is applied to writes, and to what is joined") {
    CHECK(sql<dialect::sqlite>(delete_from<Post>() | published) == R"(DELETE FROM "post" WHERE "published" = ?1)");
    CHECK(sql<dialect::sqlite>(from<User>().join<&Post::author_id>() | published |
                               [](const auto& joined) { return joined.select(count()); }) ==
          R"(SELECT count(*) FROM "users" JOIN "post" ON "post"."author_id" = "users"."id" )"
          R"(WHERE "post"."published" = ?1)");
    predicate<Post> wanted;
    wanted &= col<&Post::id> > 1;
    const auto query = from<Post>() | wanted;
    CHECK(decltype(query)::view.has(detail::clause_kind::where_predicate));
}
