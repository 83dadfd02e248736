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
