#include <refract/schema/any_value.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

using namespace refract;

TEST_CASE("a value of any type is owned") {
    any_value kept;
    {
        const std::string text(50, 'x');
        kept = text;
    }
    REQUIRE_FALSE(kept.null);
    REQUIRE(kept.type.kind == type_kind::text);
    REQUIRE(kept.text == std::string(50, 'x'));
    REQUIRE(any_value("literal").text == "literal");
    REQUIRE(any_value(true).number == 1);
    REQUIRE(any_value(2.5).real == 2.5);
    REQUIRE(any_value(Role::author).text == "author");
    REQUIRE(any_value(decimal<2>::from_coefficient(125)).number == 125);
    REQUIRE(any_value(std::chrono::seconds(2)).number == 2'000'000);
    REQUIRE(any_value(uuid{}).text == std::string(16, '\0'));
    REQUIRE(any_value(std::vector<std::byte>{std::byte{7}}).text == "\x07");
}

TEST_CASE("NULL keeps the type of what is missing") {
    REQUIRE(any_value().null);
    REQUIRE(any_value(std::nullopt).null);
    const any_value missing = std::optional<std::int64_t>();
    REQUIRE(missing.null);
    REQUIRE(missing.type.kind == type_kind::big_integer);
    const any_value there = std::optional<std::int64_t>(4);
    REQUIRE_FALSE(there.null);
    REQUIRE(there.number == 4);
}

TEST_CASE("values are equal if the database would hold the same") {
    REQUIRE(any_value(std::int64_t{5}) == any_value(std::optional<std::int64_t>(5)));
    REQUIRE(any_value(std::string("x")) == any_value("x"));
    REQUIRE(any_value(std::nullopt) == any_value(std::optional<int>()));
    REQUIRE_FALSE(any_value(std::int64_t{5}) == any_value(std::int64_t{6}));
    REQUIRE_FALSE(any_value(std::int64_t{0}) == any_value(std::nullopt));
    REQUIRE_FALSE(any_value(0.5) == any_value(0.25));
    REQUIRE_FALSE(any_value(true) == any_value(std::int64_t{1}));
    REQUIRE_FALSE(any_value("x") == any_value("y"));
    REQUIRE_FALSE(any_value(decimal<1>::from_coefficient(5)) == any_value(decimal<2>::from_coefficient(5)));
    REQUIRE_THROWS_AS(any_value(std::uint64_t(-1)), conversion_error);
}
