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

static_assert(broken_by(insert_into<Post>().set(col<&Post::title> = "x")).broken == rule::insert_is_complete);
static_assert(broken_by(insert_into<Post>().set(col<&Post::title> = "x")).column == "author_id");
static_assert(is_right(insert_into<Post>().set(col<&Post::title> = "x", col<&Post::author_id> = 1)));
static_assert(broken_by(update<Post>().set(col<&User::name> = "x").all_rows()).broken != rule::none);
static_assert(broken_by(update<Post>().set(col<&Post::views> = 1, col<&Post::views> = 2).all_rows()).broken ==
              rule::assignment_once);

static_assert(broken_by(update<Post>().all_rows()).broken == rule::update_sets_columns);

// What is set under a flag may be left out, and counts as set.
static_assert(broken_by(insert_into<Tag>().set_if(true, col<&Tag::label> = "x")).broken == rule::insert_is_complete);
static_assert(is_right(update<Post>().set_if(true, col<&Post::views> = 1).set_if(true, col<&Post::id> = 2).all_rows()));
static_assert(
    broken_by(
        update<Post>().set_if(true, col<&Post::views> = 1).set(col<&Post::id> = 2, col<&Post::views> = 2).all_rows())
        .broken == rule::assignment_once);
static_assert(broken_by(update<Post>().set_if(true, col<&Post::views> = 1)).broken == rule::write_has_condition);

TEST_CASE("a query that may have no row is not assigned to what is never NULL") {
    CHECK(is_right(update<Post>().set(col<&Post::views> = scalar(from<Tag>().select(count()))).all_rows()));
    CHECK(broken_by(update<Post>().set(col<&Post::views> = scalar(from<Tag>().select(col<&Tag::id>))).all_rows())
              .broken == rule::assignment_is_never_null);
}
