#include <refract/codec/codec.hpp>
#include <refract/codec/text.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>

namespace codec_test {
struct Email {
    std::string text;
};
} // namespace codec_test

template <> struct refract::codec<codec_test::Email> : refract::codec_through<std::string> {
    static std::string_view encode(const codec_test::Email& email) { return email.text; }
    static void decode(std::string_view text, codec_test::Email& out) { out.text = text; }
};

using email_codec = refract::codec<codec_test::Email>;
static_assert(email_codec::type.kind == refract::type_kind::text);
static_assert(std::is_same_v<email_codec::wire, std::string_view>);
static_assert(refract::detail::storable<codec_test::Email>);
static_assert(refract::detail::storable<std::optional<codec_test::Email>>);
struct Unknown {};
static_assert(!refract::detail::storable<Unknown>);

TEST_CASE("a type is stored through another") {
    codec_test::Email out;
    email_codec::decode(email_codec::encode({"ann@example.org"}), out);
    REQUIRE(out.text == "ann@example.org");
}
