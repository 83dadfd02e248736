#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

// A rule is data of a query's type: what is broken, with the names of what breaks it.
template <class Query> constexpr violation broken_by(const Query&) { return find_violation(Query::view); }
template <class Query> constexpr bool is_right(const Query& query) { return !broken_by(query); }

struct Card {
    std::string title;
    std::int64_t views;
};
struct Wrong {
    std::string titel;
};
struct Narrow {
    std::string views;
};
struct Bio {
    std::string bio;
};
using manager = alias<Employee, "manager">;

static_assert(is_right(from<User>()));
static_assert(is_right(from<Post>().where(col<&User::name> == "Ann").join<&Post::author_id>())); // clauses in any order
static_assert(broken_by(from<User>().where(col<&Post::title> == "x")).broken == rule::column_in_query);
static_assert(broken_by(from<User>().where(col<&Post::title> == "x")).table == "post");
static_assert(broken_by(from<User>().where(col<&Post::title> == "x")).column == "title");
static_assert(broken_by(from<User>().order_by(col<&Post::id>)).broken == rule::column_in_query);
static_assert(broken_by(from<Employee>().select(col<&Employee::id, manager>)).broken == rule::column_in_query);

static_assert(is_right(from<Post>().select(count(), max(col<&Post::views>))));
static_assert(broken_by(from<Post>().select(col<&Post::title>, count())).broken == rule::columns_are_grouped);
static_assert(is_right(from<Post>().group_by(col<&Post::title>).select(col<&Post::title>, count())));
static_assert(is_right(from<Post>().group_by(lower(col<&Post::title>)).select(lower(col<&Post::title>), count())));
static_assert(broken_by(from<Post>().group_by(lower(col<&Post::title>)).select(col<&Post::title>)).broken ==
              rule::columns_are_grouped);
// The primary key determines its row (SQL:1999).
static_assert(is_right(from<Post>().group_by(col<&Post::id>).select(col<&Post::title>, count())));
static_assert(broken_by(from<Post>().where(count() > 3)).broken == rule::aggregate_outside_where);
static_assert(broken_by(from<Post>().group_by(count())).broken == rule::aggregate_outside_where);
static_assert(broken_by(from<Post>().select(sum(max(col<&Post::views>)))).broken == rule::aggregates_do_not_nest);
static_assert(broken_by(from<Post>().having(count() > 3).select(count())).broken == rule::having_needs_group_by);

static_assert(broken_by(from<User>().where(col<&User::id> == std::nullopt)).broken == rule::null_needs_optional);
static_assert(is_right(from<User>().where(col<&User::bio> == std::nullopt)));
// An anti-join asks for the rows that are missing.
static_assert(is_right(from<User>().left_join<&Post::author_id>().where(col<&Post::id> == std::nullopt)));

static_assert(broken_by(from<User>().limit(1).limit(2)).broken == rule::clause_once);
static_assert(is_right(from<User>().where(col<&User::id> > 1).where(col<&User::id> < 9)));
static_assert(broken_by(from<User>().cross_join<User>()).broken == rule::table_once);
static_assert(is_right(from<Employee>().cross_join<manager>()));

static_assert(broken_by(insert_into<Post>().set(col<&Post::title> = "x")).broken == rule::insert_is_complete);
static_assert(broken_by(insert_into<Post>().set(col<&Post::title> = "x")).column == "author_id");
static_assert(is_right(insert_into<Post>().set(col<&Post::title> = "x", col<&Post::author_id> = 1)));
static_assert(broken_by(update<Post>().set(col<&User::name> = "x").all_rows()).broken != rule::none);
static_assert(broken_by(update<Post>().set(col<&Post::views> = 1, col<&Post::views> = 2).all_rows()).broken ==
              rule::assignment_once);
static_assert(broken_by(update<Post>().set(col<&Post::views> = 1)).broken == rule::write_has_condition);
static_assert(broken_by(delete_from<Post>()).broken == rule::write_has_condition);
static_assert(is_right(delete_from<Post>().all_rows()));

static_assert(is_right(from<Post>().select<Card>()));
static_assert(broken_by(from<Post>().select<Wrong>()).broken == rule::row_field_exists);
static_assert(broken_by(from<Post>().select<Narrow>()).broken == rule::row_field_type);
static_assert(broken_by(from<User>().select<Bio>()).broken == rule::row_field_nullable);
static_assert(broken_by(from<Post>().select<Card>(col<&Post::title>)).broken == rule::row_width);
static_assert(broken_by(from<User>().left_join<&Post::author_id>().select<Card>()).broken ==
              rule::row_field_nullable);

// As a type, which errors show and tests compare.
static_assert(std::is_same_v<check_query<decltype(from<User>())>, passed>);
static_assert(std::is_same_v<check_query<decltype(from<User>().where(col<&Post::title> == "x"))>,
                             failed<rule::column_in_query, name<"post">, name<"title">>>);

TEST_CASE("a broken rule names the table and the field") {
    constexpr violation found = broken_by(from<User>().select<Bio>());
    REQUIRE(found.column == "bio");
    REQUIRE(found);
}
