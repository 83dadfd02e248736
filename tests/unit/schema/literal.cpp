#include <refract/schema/literal.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract::detail;

static_assert(make_literal(true).number == 1 && make_literal(true).type.kind == type_kind::boolean);
static_assert(make_literal(std::int16_t{-5}).number == -5);
static_assert(make_literal(2.5).real == 2.5);
static_assert(make_literal(std::string_view("x")).text == "x");
static_assert(make_literal(decimal<2>::from_coefficient(1250)).number == 1250 &&
              make_literal(decimal<2>::from_coefficient(1250)).type.scale == 2);
static_assert(make_literal(Role::admin).text == "admin");
static_assert(make_literal(shop::stock::Grade::high).number == 10);
static_assert(make_literal(shop::stock::State::sold_out).text == "sold out");
static_assert(make_literal(std::chrono::seconds(3)).number == 3'000'000);
static_assert(make_literal(std::chrono::sys_days(std::chrono::days(1))).number == 86'400'000'000);
static_assert(make_literal(std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(365)))).number == 365);

TEST_CASE("a uuid is copied into its literal") {
    constexpr literal kept = make_literal(*uuid::parse("00010203-0405-0607-08f9-0a0b0c0d0eff"));
    static_assert(kept.type.kind == type_kind::uuid);
    REQUIRE(kept.uuid[0] == 0x0001020304050607);
    REQUIRE(kept.uuid[1] == 0x08f90a0b0c0d0eff);
}

TEST_CASE("text of owned values is a view of them") {
    const std::string text = "a text that is too long for a small string";
    const literal kept = make_literal(text);
    REQUIRE(kept.text.data() == text.data());
    const json document{.text = "{}"};
    REQUIRE(make_literal(document).text == "{}");
    const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}};
    REQUIRE(make_literal(bytes).text == std::string_view("\0\xff", 2));
}
