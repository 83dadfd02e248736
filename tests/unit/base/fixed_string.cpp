#include <refract/base/fixed_string.hpp>

#include "support/catch.hpp"

#include <string>

using refract::fixed_string;

namespace {

template <fixed_string Text> struct tag {
    static constexpr std::string_view text = Text.view();
};

} // namespace

static_assert(tag<"manager">::text == "manager");
static_assert(tag<"">::text.empty());
static_assert(std::is_same_v<tag<"a">, tag<"a">>);
static_assert(!std::is_same_v<tag<"a">, tag<"b">>);
static_assert(fixed_string("abc") == fixed_string<4>(std::string_view("abcdef")));
static_assert(fixed_string<6>(std::string_view("ab")).view() == std::string_view("ab\0\0\0", 5));

TEST_CASE("text is a template argument") {
    REQUIRE(std::string(tag<"größe \"x\"">::text) == "größe \"x\"");
    const fixed_string copy = "copied";
    REQUIRE(copy.view() == "copied");
    REQUIRE_FALSE(copy == fixed_string("copies"));
}
