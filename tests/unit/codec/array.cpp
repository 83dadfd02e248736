#include <refract/codec/array.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

struct Email {
    std::string text;
    bool operator==(const Email&) const = default;
};

} // namespace
template <> struct refract::codec<Email> : refract::codec_through<std::string> {
    static std::string encode(const Email& email) { return "mailto:" + email.text; } // made for the call
    static void decode(std::string_view stored, Email& out) { out.text = stored.substr(7); }
};

static_assert(codec<std::vector<std::int32_t>>::type.kind == type_kind::array);
static_assert(codec<std::vector<std::optional<std::int32_t>>>::type.item == type_kind::integer);
static_assert(codec<std::vector<decimal<2>>>::type.scale == 2);
static_assert(codec<std::vector<Role>>::type.enumeration == codec<Role>::type.enumeration);
static_assert(codec<std::vector<std::byte>>::type.kind == type_kind::bytes);
static_assert(codec<std::vector<std::uint8_t>>::type.kind == type_kind::bytes);
static_assert(!storable<std::vector<std::vector<int>>>, "arrays have one dimension");
static_assert(!storable<std::vector<std::string_view>> && !storable<std::vector<const char*>>);
static_assert(!storable<std::vector<Tag>> && !storable<std::vector<char>>);
static_assert(!are_comparable(type_of<std::vector<int>>, type_of<int>));
static_assert(!are_comparable(type_of<std::vector<int>>, type_of<std::vector<std::string>>));
static_assert(!is_number(type_of<std::vector<int>>.kind));

namespace {

template <class Value> std::vector<Value> round_trip(const std::vector<Value>& values) {
    const auto list = codec<std::vector<Value>>::encode(values);
    std::vector<Value> out(3);
    codec<std::vector<Value>>::decode(list, out);
    return out;
}

} // namespace

TEST_CASE("arrays go round, empty ones and NULLs included") {
    CHECK(round_trip(std::vector<std::int32_t>{}).empty());
    CHECK(round_trip(std::vector<std::int32_t>{1, -2}) == std::vector<std::int32_t>{1, -2});
    CHECK(round_trip(std::vector<bool>{true, false}) == std::vector<bool>{true, false});
    CHECK(round_trip(std::vector<std::string>{"", "NULL"}) == std::vector<std::string>{"", "NULL"});
    CHECK(round_trip(std::vector<std::optional<std::string>>{{}, "x"}) ==
          std::vector<std::optional<std::string>>{{}, "x"});
    CHECK(round_trip(std::vector<Role>{Role::admin}) == std::vector<Role>{Role::admin});
}

TEST_CASE("texts that a codec makes for the call live as long as the list") {
    auto list = codec<std::vector<Email>>::encode({{"a"}, {"b@example.org, which is too long for the string itself"}});
    const auto moved = std::move(list);
    std::vector<Email> out;
    codec<std::vector<Email>>::decode(moved, out);
    CHECK(out == std::vector<Email>{{"a"}, {"b@example.org, which is too long for the string itself"}});
}

TEST_CASE("a NULL in an array needs an optional") {
    wire::list<std::int32_t> stored;
    stored.items = {{1, false}, {0, true}};
    std::vector<std::int32_t> out;
    CHECK_THROWS_AS(codec<std::vector<std::int32_t>>::decode(stored, out), conversion_error);
    std::vector<std::optional<std::int32_t>> with_null;
    codec<std::vector<std::optional<std::int32_t>>>::decode(stored, with_null);
    CHECK(with_null == std::vector<std::optional<std::int32_t>>{1, {}});
}
