#include <refract/meta/enumerators.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace refract::detail;

enum Global : int { global_first, global_second };

namespace {

enum class Hidden { one, two };
enum HiddenPlain : std::int8_t { minus = -1, plus = 1 };
enum class Switch : bool { off, on };
enum class Letter : char { a = 5, comma = ',' };
enum class Byte : std::uint8_t { zero = 0, edge = 62, beyond = 63, none = 255 };
enum class Far { away = 1000 };
enum class Aliases { first, also_first = first, second };
enum Loose { loose };
enum class Words { größe, ein_wort_, X2 };

template <class Enum> std::string listed() {
    std::string text;
    for (const auto& each : enumerators_of<Enum>)
        text += std::string(each.name) + "=" + std::to_string(static_cast<int>(each.value)) + " ";
    return text;
}

} // namespace

static_assert(enumerators_of<Role>.size() == 3);
static_assert(enumerators_of<Role>[1].name == "author" && enumerators_of<Role>[1].value == Role::author);
static_assert(has_fixed_type<Role> && has_fixed_type<Global> && !has_fixed_type<Loose> && !has_fixed_type<int>);

TEST_CASE("enumerators in order of their values") {
    REQUIRE(listed<Role>() == "reader=0 author=1 admin=2 ");
    REQUIRE(listed<shop::stock::Unit>() == "piece=0 metre=1 litre=2 ");
    REQUIRE(listed<shop::stock::Grade>() == "none=-1 low=0 high=10 ");
    REQUIRE(listed<shop::stock::Box::Size>() == "small=0 large=1 ");
    REQUIRE(listed<Global>() == "global_first=0 global_second=1 ");
    REQUIRE(listed<Words>() == "größe=0 ein_wort_=1 X2=2 ");
}

TEST_CASE("enums in unnamed namespaces and in functions") {
    enum class Local { here, there };
    REQUIRE(listed<Hidden>() == "one=0 two=1 ");
    REQUIRE(listed<HiddenPlain>() == "minus=-1 plus=1 ");
    REQUIRE(listed<Local>() == "here=0 there=1 ");
}

TEST_CASE("underlying types that have not all the values") {
    REQUIRE(listed<Switch>() == "off=0 on=1 ");
    REQUIRE(listed<Letter>() == "a=5 comma=44 ");
    REQUIRE(listed<Byte>() == "none=255 zero=0 edge=62 "); // -1 of an unsigned type; 63 is out of reach
}

TEST_CASE("what cannot be seen is left out") {
    REQUIRE(enumerators_of<Far>.empty());
    REQUIRE(listed<Aliases>() == "first=0 second=1 ");
}
