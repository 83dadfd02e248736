#include <refract/expr/aggregate.hpp>
#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <type_traits>

using namespace refract;
using namespace refract::detail;

static_assert(std::is_empty_v<decltype(insert_into<Tag>())>);
TEST_CASE("an insert assigns columns and may bring them back") {
    constexpr auto query = insert_into<Tag>().set(col<&Tag::label> = "x").returning(col<&Tag::id>);
    constexpr statement_view view = decltype(query)::view;
    CHECK(view.kind == verb::insert);
    CHECK(view.find(clause_kind::set)->items == 1);
    CHECK(view.has(clause_kind::returning));
}
