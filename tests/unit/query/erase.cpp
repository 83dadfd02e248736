#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

TEST_CASE("a delete has a condition or says that every row is meant") {
    CHECK(decltype(delete_from<Post>().where(col<&Post::id> == 7))::view.kind == verb::remove);
    CHECK(decltype(delete_from<Post>().all_rows())::view.has(clause_kind::all_rows));
    CHECK(decltype(delete_from<Post>().all_rows().returning())::view.has(clause_kind::returning));
}
