#include <refract/base/message.hpp>

#include "support/catch.hpp"

#include <string>

using namespace refract::detail;

TEST_CASE("a message tells the type and the length of what was found, not the value") {
    CHECK(text_of_length(0) == "a text of 0 bytes");
    CHECK(text_of_length(1) == "a text of 1 byte");
    CHECK(bytes_of_length(16) == "a value of 16 bytes");
    try {
        throw_out_of_range("a whole number", "std::int16_t");
        FAIL("no error");
    } catch (const refract::conversion_error& failure) {
        CHECK(failure.message() == "a whole number does not fit in std::int16_t");
    }
}
