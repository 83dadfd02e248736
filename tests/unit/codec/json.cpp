#include <refract/codec/json.hpp>

#include "support/catch.hpp"

using refract::codec;
using refract::json;

static_assert(codec<json>::type.kind == refract::type_kind::json);

TEST_CASE("JSON is its text") {
    json out{"before"};
    codec<json>::decode(codec<json>::encode({R"({"a": [1, null]})"}), out);
    REQUIRE(out == json{R"({"a": [1, null]})"});
    REQUIRE_FALSE(out == json{R"({"a":[1,null]})"}); // as written, not as meant
}
