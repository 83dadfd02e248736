#include <refract/base/hexadecimal.hpp>

#include "support/catch.hpp"

#include <array>
#include <string>

using namespace refract::detail;

TEST_CASE("hexadecimal digits are read in either case") {
    STATIC_REQUIRE(hexadecimal_digit('0') == 0);
    STATIC_REQUIRE(hexadecimal_digit('9') == 9);
    STATIC_REQUIRE(hexadecimal_digit('a') == 10);
    STATIC_REQUIRE(hexadecimal_digit('F') == 15);
    for (const char c : {'/', ':', '@', 'G', '`', 'g', ' ', '\0'}) CHECK(hexadecimal_digit(c) == -1);
}

TEST_CASE("bytes are two digits each, and come back") {
    std::string text = "x";
    put_all_hexadecimal(text, std::array<std::byte, 3>{std::byte{0}, std::byte{0x0a}, std::byte{0xff}});
    CHECK(text == "x000aff");
    for (int byte = 0; byte < 256; ++byte) {
        text.clear();
        put_hexadecimal(text, static_cast<unsigned char>(byte));
        REQUIRE(text.size() == 2);
        CHECK(hexadecimal_digit(text[0]) * 16 + hexadecimal_digit(text[1]) == byte);
    }
}
