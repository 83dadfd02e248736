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

TEST_CASE("a violation names the table and the field") {
    constexpr node title = nodes_of<column_node<&Post::title, Post>>[0];
    constexpr violation found = of_column(rule::columns_are_grouped, title);
    CHECK(found);
    CHECK(found.table == "post");
    CHECK(found.column == "title");
    CHECK_FALSE(violation{});
}
