#include <refract/codec/uuid.hpp>

#include "support/catch.hpp"

#include <random>
#include <string>

using refract::uuid;

constexpr auto sample = uuid::parse("01234567-89ab-cdef-0123-456789abcdef");
static_assert(sample && sample->bytes[0] == 0x01 && sample->bytes[1] == 0x23 && sample->bytes[15] == 0xef);
static_assert(uuid::parse("{01234567-89AB-CDEF-0123-456789ABCDEF}") == sample);
static_assert(uuid::parse("0123456789abcdef0123456789abcdef") == sample);
static_assert(!uuid::parse(""));
static_assert(!uuid::parse("0123456789abcdef0123456789abcde"));   // 31 digits
static_assert(!uuid::parse("0123456789abcdef0123456789abcdef0")); // 33
static_assert(!uuid::parse("0123456789abcdef0123456789abcdeg"));
static_assert(!uuid::parse("{0123456789abcdef0123456789abcdef"));
static_assert(uuid{} < *sample);

TEST_CASE("a UUID prints in its usual form") {
    REQUIRE(sample->to_string() == "01234567-89ab-cdef-0123-456789abcdef");
    REQUIRE(uuid{}.to_string() == "00000000-0000-0000-0000-000000000000");
}

TEST_CASE("any UUID prints to what parses to it, and is stored as its bytes") {
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i) {
        uuid id;
        for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random());
        CHECK(uuid::parse(id.to_string()) == id);
        uuid out;
        refract::codec<uuid>::decode(refract::codec<uuid>::encode(id), out);
        CHECK(out == id);
    }
}
