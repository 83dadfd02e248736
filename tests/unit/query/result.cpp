#include <refract/query/query.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

TEST_CASE("a set operation has an order and bounds of its own") {
    constexpr auto tags = from<Tag>().select(col<&Tag::label>);
    using whole = decltype(tags.union_all(tags).order_by(col<&Tag::label>).limit(2).offset(1));
    CHECK(whole::view.is_compound());
    CHECK(whole::view.has(clause_kind::order_by));
    CHECK(content_of(whole::view).values == 2);
    CHECK(content_of(whole::view).queries == 2);
    CHECK(whole::view.first_query().has(clause_kind::from));
}
