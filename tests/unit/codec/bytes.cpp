#include <refract/codec/bytes.hpp>

#include "support/catch.hpp"

using refract::codec;
using bytes = std::vector<std::byte>;

static_assert(codec<bytes>::type.kind == refract::type_kind::bytes);
static_assert(codec<std::span<const std::byte>>::type == codec<bytes>::type);

TEST_CASE("bytes round trip, none included") {
    for (const bytes& value : {bytes{}, bytes{std::byte{0}}, bytes{std::byte{0xff}, std::byte{0}, std::byte{0x27}}}) {
        bytes out{std::byte{1}};
        codec<bytes>::decode(codec<bytes>::encode(value), out);
        CHECK(out == value);
    }
}
