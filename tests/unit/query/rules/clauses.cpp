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

using manager = alias<Employee, "manager">;

static_assert(broken_by(from<User>().limit(1).limit(2)).broken == rule::clause_once);
static_assert(is_right(from<User>().where(col<&User::id> > 1).where(col<&User::id> < 9)));
static_assert(broken_by(from<User>().cross_join<User>()).broken == rule::table_once);
static_assert(is_right(from<Employee>().cross_join<manager>()));

static_assert(broken_by(update<Post>().set(col<&Post::views> = 1)).broken == rule::write_has_condition);
static_assert(broken_by(delete_from<Post>()).broken == rule::write_has_condition);
static_assert(is_right(delete_from<Post>().all_rows()));

// What was refused has its sentence: nothing further is said, of the query or of one around it.
constexpr auto refused_update = refused_query(update<Post>());
static_assert(broken_by(refused_update).broken == rule::told);
static_assert(broken_by(refused_update.where(col<&User::id> == 1)).broken == rule::told);
static_assert(broken_by(from<Post>().where(exists(refused_query(from<User>())))).broken == rule::told);

TEST_CASE("conditions may repeat, everything else not") {
    CHECK(is_right(from<User>().where(col<&User::id> > 1).where_if(true, col<&User::id> < 9)));
    CHECK(broken_by(from<User>().order_by(col<&User::id>).order_by(ordering<User>())).broken == rule::clause_once);
}
