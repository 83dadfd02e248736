// Values of many rows become one list: NULLs among them, and what codecs make is kept.

#include <refract/client/field_list.hpp>

#include "support/databases.hpp"

#include <optional>
#include <string>

using namespace refract::detail;

namespace {
enum class Colour { red, green };
}

TEST_CASE("a field's values are a list", "[client]") {
    field_list<std::string> texts;
    texts.start(3);
    const std::string first = "first";
    texts.add(first);
    texts.add(std::optional<std::string>());
    texts.add(std::optional<std::string>("a text that is too long to be kept inside"));
    REQUIRE(texts.list.items.size() == 3);
    CHECK(texts.list.items[0].value == "first");
    CHECK(texts.list.items[1].null);
    field_list<Colour> colours;
    colours.start(2);
    colours.add(Colour::green);
    colours.add(Colour::red);
    CHECK(colours.list.items[0].value == "green");
    CHECK(colours.list.items[1].value == "red");
}
