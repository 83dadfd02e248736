// JSON as text: what is written comes back, and what is no JSON is refused.

#include <refract/codec/json_text.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace json_text_test {

enum class Mood { good, bad };
struct Inner {
    int number{};
    bool operator==(const Inner&) const = default;
};
struct Outer {
    std::string text{};
    std::optional<Inner> inner{};
    std::vector<std::optional<bool>> flags{};
    std::map<std::string, double> numbers{};
    Mood mood = Mood::good;
    bool operator==(const Outer&) const = default;
};

template <class Value> std::string written(const Value& value) {
    std::string text;
    write_json(text, value);
    return text;
}
template <class Value> Value read(std::string_view text) {
    Value value{};
    json_reader reader(text);
    read_json(reader, value);
    reader.expect_end();
    return value;
}
template <class Value> bool comes_back(const Value& value) { return read<Value>(written(value)) == value; }

} // namespace json_text_test

using namespace json_text_test;

TEST_CASE("values are written as JSON and come back", "[json_text]") {
    CHECK(written(Outer{"a\"\\\n\x01ü", Inner{-5}, {true, {}, false}, {{"", 0.5}, {"k", 1e300}}, Mood::bad}) ==
          R"({"text":"a\"\\\u000a\u0001ü","inner":{"number":-5},"flags":[true,null,false],)"
          R"("numbers":{"":0.5,"k":1e+300},"mood":"bad"})");
    CHECK(comes_back(Outer{"a\"\\\n\x01ü", Inner{-5}, {true, {}, false}, {{"", 0.5}, {"k", 1e300}}, Mood::bad}));
    CHECK(comes_back(Outer{}));
    CHECK(comes_back(std::string("a\0b", 3)));
    CHECK(comes_back(std::numeric_limits<std::int64_t>::min()));
    CHECK(comes_back(std::numeric_limits<double>::denorm_min()));
    CHECK(comes_back(decimal<2>::from_coefficient(-150)));
    CHECK(written(json{}) == "null");
    CHECK_THROWS_AS(written(std::numeric_limits<double>::infinity()), conversion_error);
}

TEST_CASE("JSON of others is read", "[json_text]") {
    CHECK(read<std::string>(R"( "\u0041\/\b\ud83d\ude00" )") == "A/\b\xf0\x9f\x98\x80");
    CHECK(read<double>("1.5E+2") == 150);
    CHECK(read<json>(R"({"a" : [1, {"b": "}"}]})").text == R"({"a" : [1, {"b": "}"}]})");
    const auto outer = read<Outer>(R"({ "unknown": [{"x": "]"}], "text" : "t", "inner" : null })");
    CHECK(outer == Outer{.text = "t"});
    CHECK(read<std::vector<int>>(" [ 1 , 2 ] ") == std::vector<int>{1, 2});
}

TEST_CASE("what is no JSON, or of another kind than its field, is refused", "[json_text]") {
    for (const char* wrong : {"",
                              "{",
                              "}",
                              "{\"text\"}",
                              "{\"text\":\"\n\"}",
                              "{\"text\":\"\\x\"}",
                              "{\"text\":5}",
                              "{\"text\":null}",
                              "{\"inner\":{\"number\":1.5}}",
                              "{\"inner\":{\"number\":01}}",
                              "{\"mood\":\"angry\"}",
                              "{\"a\":1,}",
                              "{\"a\":tru}",
                              "{} x",
                              "{\"text\":\"\\ud800\"}",
                              "{\"text\":\"\\udc00\"}",
                              "{\"flags\":[1]}",
                              "{\"flags\":[true false]}",
                              "{'text':''}",
                              "{\"inner\":{\"number\":99999999999}}",
                              "{\"numbers\":{\"a\":-}}"}) {
        INFO(wrong);
        CHECK_THROWS_AS(read<Outer>(wrong), conversion_error);
    }
    CHECK_THROWS_AS(read<json>(std::string(100'000, '[')), conversion_error);
    CHECK_THROWS_AS(read<decimal<2>>("1.234"), conversion_error);
}
