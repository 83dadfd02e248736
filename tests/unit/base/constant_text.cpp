#include "support/catch.hpp"

#include <refract/base/constant_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>

using namespace refract::detail;

namespace {
struct row {
    int number = 0;
    constant_text text{};
};
constexpr row rows[] = {{1, "first"}, {2, std::string_view("second\0th", 9)}, {3}};

constexpr std::size_t size_of(std::string_view text) { return text.size(); }
} // namespace

TEST_CASE("a constant text has the characters of its literal", "[constant_text]") {
    STATIC_REQUIRE(rows[0].text == "first");
    STATIC_REQUIRE(size_of(rows[0].text) == 5);
    STATIC_REQUIRE(rows[0].text != rows[1].text);
    STATIC_REQUIRE(rows[0].text.data()[5] == '\0');
}

TEST_CASE("a constant text takes a view as it is, and is empty without one", "[constant_text]") {
    STATIC_REQUIRE(size_of(rows[1].text) == 9);
    STATIC_REQUIRE(rows[2].text.empty());
    STATIC_REQUIRE(constant_text("").empty());
}

TEST_CASE("a constant text can be joined and assigned as a view can", "[constant_text]") {
    constant_text text = "one";
    CHECK(std::string(text).append(" and ") + std::string(rows[0].text) == "one and first");
    text = "another";
    CHECK(text == "another");
    CHECK(text.size() == 7);
}
