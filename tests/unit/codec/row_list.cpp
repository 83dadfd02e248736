#include <refract/codec/bytes.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/row_list.hpp>
#include <refract/codec/text.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace row_list_test {
struct Visit {
    std::chrono::sys_seconds at{};
    std::optional<std::vector<std::byte>> content{};
    std::string name{};
    decimal<2> price{};
};
struct WithList {
    std::vector<int> numbers{};
};
struct WithDocument {
    json document{};
};
} // namespace row_list_test
using namespace row_list_test;

static_assert(is_listed_row<Visit>());
static_assert(!is_listed_row<WithList>());
static_assert(!is_listed_row<WithDocument>());

// What the databases make of it is in tests/unit/query/value_rows.cpp.
TEST_CASE("a list of rows is JSON in which times are numbers and bytes are digits") {
    using list = row_list<Visit>;
    CHECK(codec<list>::encode(list{}).text == "[]");
    const list rows{{{std::chrono::sys_seconds(std::chrono::seconds(-1)), {}, "\"\n", decimal<2>("-0.50")},
                     {{}, std::vector{std::byte{0}, std::byte{0xaf}}, "", {}}}};
    CHECK(codec<list>::encode(rows).text == R"([{"at":-1000000,"content":null,"name":"\"\u000a","price":-0.50},)"
                                            R"({"at":0,"content":"00af","name":"","price":0.00}])");
}
