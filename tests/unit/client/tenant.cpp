#include <refract/client/tenant.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <type_traits>

using namespace refract;
using namespace refract::detail;

static_assert(std::is_same_v<decltype(make_tenant(7)), std::int64_t>);
static_assert(std::is_same_v<decltype(make_tenant("acme")), std::string>);
static_assert(is_of_tenant<tenant_place<std::int64_t>> && !is_of_tenant<usual_place> && !is_of_tenant<chosen_place>);
static_assert(!std::is_default_constructible_v<tenant_place<std::int64_t>>); // a place of nobody would be one of 0

TEST_CASE("whole numbers are tenants of any width, and texts of texts") {
    using number = tenant_place<std::int64_t>;
    using text = tenant_place<std::string>;
    constexpr column_info narrow{.name = "a", .field = "a", .type = {.kind = type_kind::integer}};
    constexpr column_info words{.name = "b", .field = "b", .type = {.kind = type_kind::text}};
    CHECK(is_tenant_alike<number>(narrow));
    CHECK_FALSE(is_tenant_alike<number>(words));
    CHECK(is_tenant_alike<text>(words));
    CHECK_FALSE(is_tenant_alike<text>(narrow));
}
