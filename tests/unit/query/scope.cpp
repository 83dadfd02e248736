#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/scope.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr scope scope_from(const Query&) { return make_scope(Query::view); }
template <class Expression, class Query> constexpr bool nullable(const Expression&, const Query& query) {
    return is_nullable(nodes_of<typename Expression::node_type>.data(), scope_from(query));
}

constexpr auto users = from<User>();
constexpr auto left = from<User>().left_join<&Post::author_id>();
constexpr auto right = from<User>().right_join<&Post::author_id>();
constexpr auto full = from<User>().full_join<&Post::author_id>();
constexpr auto inner = from<User>().join<&Post::author_id>();

// SQL standard, 7.10: the far side of an outer join is NULL where nothing matches.
static_assert(scope_from(left).count == 2 && !scope_from(left).sources[0].nullable &&
              scope_from(left).sources[1].nullable);
static_assert(scope_from(right).sources[0].nullable && !scope_from(right).sources[1].nullable);
static_assert(scope_from(full).sources[0].nullable && scope_from(full).sources[1].nullable);
static_assert(!scope_from(inner).sources[0].nullable && !scope_from(inner).sources[1].nullable);

// NULL goes through operators and functions, and stops at the null tests.
static_assert(!nullable(col<&User::name>, users) && nullable(col<&User::bio>, users));
static_assert(nullable(col<&User::bio> + "x", users) && !nullable(col<&User::name> + "x", users));
static_assert(nullable(lower(col<&User::bio>), users));
static_assert(!nullable(col<&User::bio>.is_null(), users));
static_assert(!nullable(col<&User::bio>.is_not_distinct_from("x"), users));
static_assert(!nullable(coalesce(col<&User::bio>, "none"), users));
static_assert(nullable(col<&Post::views> * 2, left) && !nullable(col<&Post::views> * 2, inner));

// An aggregate of no rows is NULL; a group has rows, unless a filter takes them away.
constexpr auto grouped = from<Post>().group_by(col<&Post::author_id>);
static_assert(!nullable(count(), users) && nullable(sum(col<&Post::views>), from<Post>()));
static_assert(!nullable(sum(col<&Post::views>), grouped));
static_assert(nullable(sum(col<&Post::views>).filter(col<&Post::published> == true), grouped));

TEST_CASE("a column is found by its table and alias") {
    using manager = alias<Employee, "manager">;
    constexpr auto query =
        from<Employee>().left_join<manager>(col<&Employee::reports_to> == col<&Employee::id, manager>);
    constexpr scope in = scope_from(query);
    constexpr node own = nodes_of<column_node<&Employee::id, Employee>>[0];
    constexpr node other = nodes_of<column_node<&Employee::id, manager>>[0];
    constexpr node foreign = nodes_of<column_node<&User::id, User>>[0];
    REQUIRE(in.find(own) == &in.sources[0]);
    REQUIRE(in.find(other) == &in.sources[1]);
    REQUIRE(in.find(foreign) == nullptr);
    REQUIRE(in.sources[1].name() == "manager");
}
