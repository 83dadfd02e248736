#include <refract/codec/text.hpp>

#include "support/catch.hpp"

#include <string>

using namespace std::string_literals;
using refract::codec;

static_assert(codec<std::string>::type.kind == refract::type_kind::text);
static_assert(codec<std::string_view>::type == codec<std::string>::type);
static_assert(codec<const char*>::encode("abc") == "abc");
static_assert(codec<std::string_view>::encode("abc") == "abc");

TEST_CASE("text keeps every byte") {
    for (const std::string& text : {""s, "plain"s, "it's \"quoted\""s, "a\0b"s, "\xff\xfe not UTF-8"s, "\xc3\xa9"s}) {
        std::string out = "what was there before";
        codec<std::string>::decode(codec<std::string>::encode(text), out);
        CHECK(out == text);
    }
}

TEST_CASE("a view looks into what it was given") {
    const std::string text = "abc";
    std::string_view out;
    codec<std::string_view>::decode(text, out);
    REQUIRE(out.data() == text.data());
}

TEST_CASE("UTF-8 text of its own type goes round") {
    std::u8string out = u8"x";
    refract::codec<std::u8string>::decode(refract::codec<std::u8string>::encode(u8"gr\u00fc\u00df"), out);
    CHECK(out == u8"gr\u00fc\u00df");
    CHECK(refract::codec<std::u8string>::encode(out) == "gr\xc3\xbc\xc3\x9f");
}
