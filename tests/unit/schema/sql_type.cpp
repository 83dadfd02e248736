#include <refract/schema/sql_type.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <initializer_list>

using namespace refract;
using namespace refract::detail;

static_assert(is_optional<std::optional<int>> && !is_optional<int>);
static_assert(std::is_same_v<without_optional<std::optional<std::string>>, std::string>);
static_assert(std::is_same_v<without_optional<std::string>, std::string>);
static_assert(storable<int> && storable<std::optional<std::string>> && storable<Role> && storable<uuid>);
static_assert(!storable<void*> && !storable<char> && !storable<std::vector<int>> && !storable<Tag>);
static_assert(type_of<std::optional<std::int16_t>>.kind == type_kind::small_integer);
static_assert(type_of<decimal<4>>.scale == 4 && type_of<decimal<4>>.precision == 18);

TEST_CASE("only three kinds are whole numbers, and seven are numbers") {
    int whole = 0, numbers = 0;
    for (int i = 0; i <= static_cast<int>(type_kind::enumeration); ++i) {
        const auto kind = static_cast<type_kind>(i);
        whole += is_whole_number(kind);
        numbers += is_number(kind);
        if (is_whole_number(kind)) { REQUIRE(is_number(kind)); }
    }
    REQUIRE(whole == 3);
    REQUIRE(numbers == 7);
    REQUIRE_FALSE(is_number(type_kind::boolean));
    REQUIRE_FALSE(is_number(type_kind::interval));
}

TEST_CASE("numbers compare with numbers, everything else with its own kind") {
    REQUIRE(are_comparable(type_of<std::int16_t>, type_of<double>));
    REQUIRE(are_comparable(type_of<decimal<2>>, type_of<decimal<4>>));
    REQUIRE(are_comparable(type_of<std::string>, type_of<std::string_view>));
    REQUIRE_FALSE(are_comparable(type_of<bool>, type_of<int>));
    REQUIRE_FALSE(are_comparable(type_of<std::string>, type_of<json>));
    REQUIRE_FALSE(are_comparable(type_of<std::chrono::year_month_day>, type_of<std::chrono::sys_seconds>));
    REQUIRE(
        are_comparable(type_of<std::chrono::sys_seconds>, type_of<std::chrono::sys_time<std::chrono::milliseconds>>));
    REQUIRE(are_comparable(type_of<Role>, type_of<Role>));
    REQUIRE_FALSE(are_comparable(type_of<Role>, type_of<shop::stock::Unit>));
    REQUIRE_FALSE(are_comparable(type_of<Role>, type_of<std::string>));
    REQUIRE(are_comparable(type_of<shop::stock::Grade>, type_of<int>)); // stored by number
}

TEST_CASE("numbers of any size compare with numbers, and are keys of their own kind") {
    const sql_type any = {.kind = type_kind::numeric};
    REQUIRE(are_comparable(any, type_of<int>));
    REQUIRE(are_comparable(type_of<decimal<2>>, any));
    REQUIRE_FALSE(are_comparable(any, type_of<std::string>));
    REQUIRE(are_key_types(any, any));
    REQUIRE(are_key_types(type_of<int>, type_of<std::int64_t>));
    REQUIRE_FALSE(are_key_types(any, type_of<int>));
    REQUIRE_FALSE(are_key_types(type_of<decimal<2>>, any));
}

TEST_CASE("a column takes values that lose no digits in it") {
    const sql_type whole = type_of<std::int32_t>, small = type_of<std::int16_t>, real = type_of<double>;
    const sql_type cents = type_of<decimal<2>>, exact = type_of<decimal<4>>;
    REQUIRE(is_assignable(small, whole)); // the database checks the range
    REQUIRE(is_assignable(real, whole));
    REQUIRE(is_assignable(cents, whole));
    REQUIRE(is_assignable(exact, cents));
    REQUIRE(is_assignable(type_of<float>, real));
    REQUIRE_FALSE(is_assignable(whole, real));
    REQUIRE_FALSE(is_assignable(whole, cents));
    REQUIRE_FALSE(is_assignable(cents, exact));
    REQUIRE_FALSE(is_assignable(cents, real));
    REQUIRE_FALSE(is_assignable(real, cents));
    REQUIRE_FALSE(is_assignable(type_of<std::string>, whole));
    const sql_type any = {.kind = type_kind::numeric};
    for (const sql_type& held : {small, whole, cents, exact, any}) REQUIRE(is_assignable(any, held));
    for (const sql_type& narrow : {small, whole, cents, exact, real}) REQUIRE_FALSE(is_assignable(narrow, any));
    REQUIRE_FALSE(is_assignable(any, real));
}
