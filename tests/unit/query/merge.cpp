#include <refract/expr/aggregate.hpp>
#include <refract/query/merge.hpp>
#include <refract/query/query.hpp>
#include <refract/query/row.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

namespace {
template <class Query> constexpr violation broken_by(const Query&) { return find_violation_of_whole(Query::view); }
constexpr auto start = merge_into<Tag>().using_table<Post>(col<&Post::id> == col<&Tag::id>);
constexpr auto renamed = start.when_matched().do_update(col<&Tag::label> = col<&Post::title>);
} // namespace

TEST_CASE("a merge has branches, each with what it does") {
    CHECK_FALSE(broken_by(renamed));
    CHECK_FALSE(broken_by(renamed.when_not_matched().do_insert(col<&Tag::label> = col<&Post::title>)));
    CHECK(broken_by(start).broken == rule::branch_has_rows);
    CHECK(broken_by(merge_into<Tag>()).broken == rule::branch_has_rows);
    CHECK(broken_by(renamed.when_matched(col<&Tag::id> > 3).do_delete()).broken == rule::branch_has_rows);
    CHECK_FALSE(broken_by(start.when_matched(col<&Tag::id> > 3).do_delete().when_matched().do_nothing()));
}

TEST_CASE("a branch of a merge names the rows that it has") {
    CHECK(broken_by(start.when_not_matched().do_insert(col<&Tag::label> = col<&Tag::label> + "2")).broken ==
          rule::branch_has_rows);
    CHECK(broken_by(start.when_not_matched(exists(from<User>().where(col<&User::id> == col<&Tag::id>))).do_nothing())
              .broken == rule::branch_has_rows);
    CHECK(broken_by(start.when_not_matched_by_source(col<&Post::views> > 3).do_delete()).broken ==
          rule::branch_has_rows);
    CHECK_FALSE(broken_by(start.when_not_matched_by_source(col<&Tag::id> > 3).do_delete()));
}

TEST_CASE("a merge assigns what an update and an insert may") {
    CHECK(broken_by(start.when_matched().do_update(col<&Post::title> = "x")).broken == rule::assignment_of_table);
    CHECK(broken_by(start.when_not_matched().do_insert(col<&Tag::id> = 3)).broken == rule::insert_is_complete);
    CHECK(broken_by(start.when_matched().do_update(col<&Tag::label> = "x", col<&Tag::label> = "y")).broken ==
          rule::assignment_once);
    CHECK(broken_by(start.when_matched().do_update(col<&Tag::label> = excluded<&Tag::label>)).broken ==
          rule::excluded_in_upsert);
    CHECK(broken_by(start.when_matched(count() > 3).do_delete()).broken == rule::aggregate_outside_where);
    // A row of the other table may be missing in what comes back, not in the branch that has one.
    constexpr auto all = renamed.when_not_matched_by_source().do_delete();
    CHECK_FALSE(broken_by(all.returning(col<&Tag::id>, col<&Post::id>)));
    CHECK(std::is_same_v<row_of<decltype(all.returning(col<&Tag::id>, col<&Post::id>))>,
                         std::tuple<std::int64_t, std::optional<std::int64_t>>>);
}
