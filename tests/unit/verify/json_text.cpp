// Reports for machines are JSON; tests/unit/verify/queries.cpp tries its quoting.

#include <catch2/catch.hpp>
#include <refract/verify/json_text.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

TEST_CASE("an object has its fields in order", "[json_text]") {
    refract::detail::json_text json;
    json.field("a", "x").field("n", std::uint64_t{7}).field("all", std::vector<std::string_view>{"p", "q\""});
    CHECK(json.add("inner", "{}").object() == "{\"a\":\"x\",\"n\":7,\"all\":[\"p\",\"q\\\"\"],\"inner\":{}}");
    CHECK(refract::detail::json_text().object() == "{}");
}

TEST_CASE("what is no UTF-8 does not make a report that is no JSON", "[json_text]") {
    using refract::detail::quote_json;
    CHECK(quote_json("\xf0\x9f\x98\x80 \xc3\xa9 \xed\x9f\xbf") == "\"\xf0\x9f\x98\x80 \xc3\xa9 \xed\x9f\xbf\"");
    CHECK(quote_json("caf\xe9") == "\"caf\xef\xbf\xbd\"");
    CHECK(quote_json("\xc3") == "\"\xef\xbf\xbd\"");
    CHECK(quote_json("\xc3\"") == "\"\xef\xbf\xbd\\\"\"");
    // Longer than needed, a surrogate, beyond the last character.
    CHECK(quote_json("\xc0\x80") == "\"\xef\xbf\xbd\xef\xbf\xbd\"");
    CHECK(quote_json("\xe0\x80\x80") == "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    CHECK(quote_json("\xed\xa0\x80") == "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    CHECK(quote_json("\xf4\x90\x80\x80") == "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    CHECK(quote_json(std::string_view("\0\x1f\x7f", 3)) == "\"\\u0000\\u001f\x7f\"");
}
