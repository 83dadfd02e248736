#include <refract/memory/text.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("patterns of LIKE") {
    const auto like = [](std::string_view text, std::string_view pattern, std::string_view escape = {}) {
        return like_pattern{pattern, escape}.matches(text);
    };
    CHECK(like("", ""));
    CHECK(like("", "%"));
    CHECK_FALSE(like("", "_"));
    CHECK(like("日本", "__"));
    CHECK(like("abcab", "%ab"));
    CHECK_FALSE(like("abcab", "%abc"));
    CHECK(like("a%b", "a!%b", "!"));
    CHECK_FALSE(like("axb", "a!%b", "!"));
    CHECK(like("a\\b", "a\\b"));
    CHECK_FALSE(like("a", "a!", "!"));
    CHECK_FALSE(like("ab", "x!", "!"));
    CHECK_THROWS_AS(like("ab", "a!", "!"), refract::conversion_error);
    CHECK_THROWS_AS(like("ab", "%!", "!"), refract::conversion_error);
    CHECK(like("a%", "a%%", "%"));
    CHECK(like("xab_ab", "%!_%ab", "!"));
    CHECK(like("aXbXc", "%X%c"));
    CHECK_FALSE(like("aXbXc", "%X%X%X%"));
    CHECK_FALSE(like("A", "a"));
    CHECK(like_pattern{"a%", "", true}.matches("Ab"));
    const std::string long_text(200, 'a');
    CHECK_FALSE(like(long_text, "%a%a%a%b"));
    std::string slow = "%";
    for (int i = 0; i < 60; ++i) slow += "a%";
    CHECK_FALSE(like(long_text, slow + "b%"));
}

TEST_CASE("positions count characters") {
    CHECK(substring_of("日本語", 2, 1) == "本");
    CHECK(substring_of("abc", -1, 3) == "a");
    CHECK(substring_of("abc", 2, INT64_MAX) == "bc");
    CHECK(substring_of("abc", INT64_MIN, 5).empty());
    CHECK(position_in("本", "日本") == 2);
    CHECK(position_in("", "") == 1);
    CHECK(position_in("x", "abc") == 0);
    CHECK(replace_in("aaa", "aa", "b") == "ba");
    CHECK(replace_in("abc", "", "x") == "abc");
    CHECK(reversed("añ") == "ña");
    CHECK(padded("x", 4, "ab") == "abax");
    CHECK(padded("xyz", 2, "ab") == "xy");
    CHECK(padded("x", 3, "") == "x");
}
