#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

// A rule is data of a query's type: what is broken, with the names of what breaks it.
template <class Query> constexpr violation broken_by(const Query&) { return find_violation(Query::view); }
template <class Query> constexpr bool is_right(const Query& query) { return !broken_by(query); }

using poster = alias<Post, "poster">;
using manager = alias<Employee, "manager">;

// As a type, which errors show and tests compare.
static_assert(std::is_same_v<check_query<decltype(from<User>())>, passed>);
static_assert(std::is_same_v<check_query<decltype(from<User>().where(col<&Post::title> == "x"))>,
                             failed<rule::column_in_query, name<"post">, name<"title">>>);

// A query inside sees the tables outside, and is checked as it would be alone.
static_assert(is_right(from<User>().where(exists(from<Post>().where(col<&Post::author_id> == col<&User::id>)))));
static_assert(broken_by(from<User>().where(exists(from<Post>().where(col<&Tag::id> == 1)))).broken ==
              rule::column_in_query);
static_assert(broken_by(from<User>().where(exists(from<Post>().where(count() > 1)))).broken ==
              rule::aggregate_outside_where);
static_assert(broken_by(from<User>().where(exists(from<Post>().limit(1).limit(2)))).broken == rule::clause_once);
static_assert(broken_by(from<User>().select(scalar(from<Post>().select(col<&Post::title> + col<&Tag::label>))))
                  .broken == rule::column_in_query);
// To any depth.
static_assert(is_right(from<User>().where(exists(from<Post>().where(exists(
    from<PostTag>().where(col<&PostTag::post_id> == col<&Post::id> && col<&PostTag::tag_id> == col<&User::id>)))))));
// In a join's condition it sees the tables up to the join's own.
static_assert(broken_by(from<User>()
                            .join<Post>(exists(from<PostTag>().where(col<&PostTag::tag_id> == col<&Tag::id>)))
                            .cross_join<Tag>())
                  .broken == rule::column_in_query);
// A table that is outside as well needs an alias: its name would mean the inner one.
static_assert(broken_by(from<Employee>().where(exists(from<Employee>().where(col<&Employee::reports_to> ==
                                                                             col<&Employee::id>))))
                  .broken == rule::table_once);
static_assert(is_right(from<Employee>().where(exists(from<manager>().where(col<&Employee::reports_to> ==
                                                                           col<&Employee::id, manager>)))));
// In a grouped query, what it names outside must be grouped.
static_assert(broken_by(from<Post>()
                            .group_by(col<&Post::author_id>)
                            .select(scalar(from<User>().select(count()).where(col<&User::id> == col<&Post::views>))))
                  .broken == rule::columns_are_grouped);
static_assert(is_right(from<Post>()
                           .group_by(col<&Post::author_id>)
                           .select(scalar(from<User>().select(count()).where(col<&User::id> ==
                                                                             col<&Post::author_id>)))));
// NOT IN with a NULL among the rows holds for none.
static_assert(broken_by(from<Tag>().where(col<&Tag::label>.not_in(from<User>().select(col<&User::bio>)))).broken ==
              rule::not_in_without_null);
static_assert(is_right(from<Tag>().where(col<&Tag::label>.in(from<User>().select(col<&User::bio>)))));
static_assert(is_right(from<Tag>().where(col<&Tag::label>.not_in(from<User>().select(coalesce(col<&User::bio>, ""))))));

TEST_CASE("a mistake inside a query inside is named as one outside") {
    constexpr violation found = broken_by(from<User>().where(exists(from<Post>().where(col<&Tag::label> == "x"))));
    CHECK(found.table == "tag");
    CHECK(found.column == "label");
}
