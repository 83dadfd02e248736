#include <refract/codec/json_of.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>

using namespace refract;

namespace {
struct Size {
    int width{};
    std::optional<int> height{};
    bool operator==(const Size&) const = default;
};
} // namespace

static_assert(codec<json_of<Size>>::type.kind == type_kind::json);
TEST_CASE("a document is its struct") {
    json_of document{Size{1, {}}};
    CHECK(codec<json_of<Size>>::encode(document).text == R"({"width":1,"height":null})");
    document->height = 7;
    codec<json_of<Size>>::decode({R"({"width":2})"}, document);
    CHECK(*document == Size{2, {}}); // a key that is missing is the field's default, not what was there
    CHECK_THROWS_AS((codec<json_of<Size>>::decode({"{} {}"}, document)), conversion_error);
}
