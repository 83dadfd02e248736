#include <refract/codec/uuid.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <random>
#include <string>
#include <unordered_set>

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

TEST_CASE("random identifiers have version 4, and none comes twice") {
    std::unordered_set<uuid> seen;
    for (int i = 0; i < 1000; ++i) {
        const uuid made = uuid::random();
        CHECK(made.bytes[6] >> 4 == 4);
        CHECK(made.bytes[8] >> 6 == 2);
        CHECK(seen.insert(made).second);
    }
}

TEST_CASE("identifiers of version 7 begin with the time and grow") {
    const auto now = [] {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())
            .time_since_epoch()
            .count();
    };
    const auto before = now();
    uuid last = uuid::v7();
    std::int64_t time = 0;
    for (std::size_t i = 0; i < 6; ++i) time = time << 8 | last.bytes[i];
    CHECK(time >= before);
    CHECK(time <= now());
    // More than the counter's 2,048 in one millisecond: then it runs into the next.
    for (int i = 0; i < 20'000; ++i) {
        const uuid made = uuid::v7();
        if (!(last < made) || made.bytes[6] >> 4 != 7 || made.bytes[8] >> 6 != 2) FAIL("not larger, or not version 7");
        last = made;
    }
    CHECK(last.to_string() > uuid{}.to_string());
}

TEST_CASE("identifiers of version 7 grow even where the clock is set back") {
    std::uint64_t last = 0;
    CHECK(refract::detail::next_uuid_instant(last, 1000) == 1000);
    CHECK(refract::detail::next_uuid_instant(last, 5) == 1001);
    CHECK(refract::detail::next_uuid_instant(last, 1001) == 1002);
    CHECK(refract::detail::next_uuid_instant(last, 2000) == 2000);
}
