#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

constexpr auto query_of_all_clauses = from<Post>()
                                          .where(col<&Post::views> > 3)
                                          .where_if(true, col<&Post::title> == "x")
                                          .limit(5)
                                          .order_by(col<&Post::id>);
constexpr statement_view view = decltype(query_of_all_clauses)::view;

// Clauses are data in the order in which they were written.
static_assert(view.kind == verb::select && view.count == 5);
static_assert(view.clauses[0].kind == clause_kind::from && view.clauses[0].table == &table_of<Post>);
static_assert(view.clauses[1].kind == clause_kind::where && view.clauses[1].holds == content{.values = 1} &&
              view.clauses[1].items == 1);
static_assert(view.clauses[2].kind == clause_kind::where_if &&
              view.clauses[2].holds == content{.values = 1, .parts = 1});
static_assert(view.find(clause_kind::limit) == &view.clauses[3]);
static_assert(view.has(clause_kind::order_by) && !view.has(clause_kind::having));

constexpr auto with_parameters =
    from<Post>().where(col<&Post::id> == param<int> && col<&Post::title> == param<const char*>);
static_assert(decltype(with_parameters)::view.clauses[1].holds == content{.parameters = 2});

TEST_CASE("a clause names its table and alias") {
    using manager = alias<Employee, "manager">;
    constexpr auto query = from<Employee>().cross_join<manager>();
    constexpr statement_view joined = decltype(query)::view;
    REQUIRE(joined.clauses[1].table == &table_of<Employee>);
    REQUIRE(joined.clauses[1].alias == "manager");
    REQUIRE(joined.clauses[1].join == join_kind::cross);
}
