#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

TEST_CASE("the clauses of a select") {
    constexpr auto query = from<Post>()
                               .select(col<&Post::author_id>, count())
                               .distinct()
                               .group_by(col<&Post::author_id>)
                               .having(count() > 1)
                               .order_by(count().desc())
                               .limit(3)
                               .offset(1)
                               .for_update();
    constexpr statement_view view = decltype(query)::view;
    CHECK(view.kind == verb::select);
    for (const clause_kind kind :
         {clause_kind::select, clause_kind::distinct, clause_kind::group_by, clause_kind::having, clause_kind::order_by,
          clause_kind::limit, clause_kind::offset, clause_kind::for_update})
        CHECK(view.has(kind));
    CHECK(decltype(from<Post>().for_share())::view.has(clause_kind::for_share));
}
