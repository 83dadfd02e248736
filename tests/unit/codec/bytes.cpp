#include <refract/codec/bytes.hpp>

#include "support/catch.hpp"

using refract::codec;
using bytes = std::vector<std::byte>;

static_assert(codec<bytes>::type.kind == refract::type_kind::bytes);
static_assert(codec<std::span<const std::byte>>::type == codec<bytes>::type);
static_assert(codec<std::vector<std::uint8_t>>::type == codec<bytes>::type);
static_assert(codec<std::array<std::byte, 16>>::type == codec<bytes>::type);
static_assert(!refract::detail::storable<std::array<char, 4>>);

TEST_CASE("unsigned characters and arrays of fixed size are bytes") {
    const std::vector<std::uint8_t> value{0, 255, 39};
    std::vector<std::uint8_t> out{1};
    codec<std::vector<std::uint8_t>>::decode(codec<std::vector<std::uint8_t>>::encode(value), out);
    CHECK(out == value);
    codec<std::vector<std::uint8_t>>::decode({}, out);
    CHECK(out.empty());

    using digest = std::array<std::uint8_t, 3>;
    digest fixed{};
    codec<digest>::decode(codec<digest>::encode({1, 0, 255}), fixed);
    CHECK(fixed == digest{1, 0, 255});
    const std::byte longer[4]{};
    try {
        codec<digest>::decode(longer, fixed);
        FAIL("no error");
    } catch (const refract::conversion_error& failure) {
        CHECK(failure.message() == "a value of 4 bytes does not fit in an array of 3");
    }
    CHECK_THROWS_AS(codec<digest>::decode({}, fixed), refract::conversion_error);
}

TEST_CASE("bytes round trip, none included") {
    for (const bytes& value : {bytes{}, bytes{std::byte{0}}, bytes{std::byte{0xff}, std::byte{0}, std::byte{0x27}}}) {
        bytes out{std::byte{1}};
        codec<bytes>::decode(codec<bytes>::encode(value), out);
        CHECK(out == value);
    }
}
