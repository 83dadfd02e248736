#include <refract/expr/column.hpp>
#include <refract/query/query.hpp>
#include <refract/tree/output.hpp>
#include <refract/tree/scope.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

template <class Query> constexpr scope scope_from(const Query&) { return make_scope(Query::view); }
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

TEST_CASE("a query inside another one sees the tables outside, its own first") {
    constexpr scope outer = scope_from(from<User>());
    constexpr auto query = from<Post>().where(col<&Post::author_id> == col<&User::id>);
    static constexpr scope around = outer;
    constexpr scope in = make_scope(decltype(query)::view, &around);
    constexpr node own = nodes_of<column_node<&Post::id, Post>>[0];
    constexpr node outside = nodes_of<column_node<&User::id, User>>[0];
    CHECK(in.home_of(own) == &in);
    CHECK(in.home_of(outside) == &around);
    CHECK(in.find_own(outside) == nullptr);
    CHECK(in.find(outside) == &around.sources[0]);
    CHECK(is_correlated(decltype(query)::view, in));
    constexpr auto alone = from<Post>().where(col<&Post::author_id> == 1);
    CHECK_FALSE(is_correlated(decltype(alone)::view, make_scope(decltype(alone)::view, &around)));
}

TEST_CASE("tables of one name differ by their alias") {
    using manager = alias<Employee, "manager">;
    constexpr auto query = from<Employee>().cross_join<manager>();
    constexpr scope in = scope_from(query);
    CHECK_FALSE(in.sources[0].is_mistaken_for(in.sources[1]));
    CHECK(in.sources[0].is_mistaken_for(in.sources[0]));
}

TEST_CASE("a table that gives way gets a name where one outside has its name") {
    static constexpr clause clauses[]{{.kind = clause_kind::from, .table = &table_of<Employee>, .gives_way = true}};
    static constexpr statement_view inside{verb::select, clauses, 1};
    static constexpr scope employees = scope_from(from<Employee>());
    static constexpr scope in = make_scope(inside, &employees);
    CHECK(in.sources[0].name() == "inner_1");
    CHECK(in.sources[0].own_name() == "inner_1");
    static constexpr scope deeper = make_scope(inside, &in);
    CHECK(deeper.sources[0].name() == "inner_2");
    static constexpr scope users = scope_from(from<User>());
    CHECK(make_scope(inside, &users).sources[0].own_name().empty());
    CHECK(make_scope(inside).sources[0].name() == "employee");
    // An alias outside takes a name as a table does.
    static constexpr scope taken = scope_from(from<alias<User, "employee">>());
    CHECK(make_scope(inside, &taken).sources[0].name() == "inner_1");
    CHECK_FALSE(in.sources[0].is_mistaken_for(employees.sources[0]));

    node column = nodes_of<column_node<&Employee::id, Employee>>[0];
    CHECK(deeper.find(column) == &deeper.sources[0]);
    column.outside = true;
    CHECK(deeper.find(column) == &in.sources[0]);
    CHECK(deeper.find_own(column) == nullptr);
    CHECK(in.home_of(column) == &employees);
    CHECK(employees.find(column) == nullptr);
    CHECK_FALSE(is_same_node(column, nodes_of<column_node<&Employee::id, Employee>>[0]));
}
