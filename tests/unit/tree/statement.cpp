#include <refract/tree/statement.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("a clause is found by its kind") {
    const clause clauses[] = {{.kind = clause_kind::from}, {.kind = clause_kind::limit, .items = 1}};
    const statement_view view{verb::select, clauses, 2};
    CHECK(view.find(clause_kind::limit) == &clauses[1]);
    CHECK(view.find(clause_kind::where) == nullptr);
    CHECK(view.has(clause_kind::from));
}

TEST_CASE("conditions and run-time clauses are told from the others") {
    for (const clause_kind kind : {clause_kind::where, clause_kind::where_if, clause_kind::where_predicate})
        CHECK(is_condition(kind));
    for (const clause_kind kind :
         {clause_kind::where_if, clause_kind::where_predicate, clause_kind::ordering, clause_kind::set_if})
        CHECK(is_dynamic(kind));
    CHECK_FALSE(is_condition(clause_kind::having));
    CHECK_FALSE(is_dynamic(clause_kind::order_by));
}

TEST_CASE("what pieces hold adds up") {
    content all{.values = 1, .parts = 2};
    all += {.values = 3, .parameters = 4, .queries = 5};
    CHECK(all == content{.values = 4, .parameters = 4, .parts = 2, .queries = 5});
}
