#include <refract/base/json_quote.hpp>

#include "support/catch.hpp"

#include <string>

using refract::detail::put_json_text;

TEST_CASE("JSON quotes marks, backslashes and control characters, and nothing else") {
    std::string text = "[";
    put_json_text(text, "a\"b\\c\n\x01\x1f \x7f\xff/é");
    CHECK(text == "[\"a\\\"b\\\\c\\u000a\\u0001\\u001f \x7f\xff/é\"");
    text.clear();
    put_json_text(text, std::string_view("\0", 1));
    CHECK(text == "\"\\u0000\"");
    text.clear();
    put_json_text(text, "");
    CHECK(text == "\"\"");
}
