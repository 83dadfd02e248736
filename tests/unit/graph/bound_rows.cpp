// Values of many rows become one list: NULLs among them, and what codecs make is kept.

#include <refract/graph/bound_rows.hpp>

#include "support/databases.hpp"

#include <optional>
#include <string>

using namespace refract::detail;

TEST_CASE("a key is refused by a column that is too narrow", "[graph]") {
    key_part part;
    part.number = 70'000;
    CHECK(make_key<std::int64_t>(part) == 70'000);
    CHECK(make_key<std::int32_t>(part) == 70'000);
    CHECK_THROWS_AS(make_key<std::int16_t>(part), refract::conversion_error);
}

TEST_CASE("a part of a key is what its field holds", "[graph]") {
    std::string seen;
    const auto note = [&](const key_part* part) {
        seen += part ? std::to_string(part->number) + "," + std::string(part->text) + ";" : "NULL;";
    };
    with_part(std::int64_t{5}, note);
    with_part(std::string("x"), note);
    with_part(std::optional<std::int32_t>(), note);
    with_part(std::optional<std::int32_t>(-4), note);
    CHECK(seen == "5,;0,x;NULL;-4,;");
}
