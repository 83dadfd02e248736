// What is known of rows that are inserted: any types side by side, each row's own.

#include <refract/graph/known_keys.hpp>

#include "support/catch.hpp"

using namespace refract::detail;

TEST_CASE("keys of several columns are kept row by row", "[graph]") {
    known_keys keys;
    keys.start(2);
    CHECK(keys.rows() == 0);
    for (const std::string text : {"a longer text than any string keeps in itself", "", "b"}) {
        key_part number, word;
        number.number = static_cast<std::int64_t>(text.size());
        word.text = text;
        keys.add(number);
        keys.add(word);
    }
    keys.add_null();
    keys.add_null();
    REQUIRE(keys.rows() == 4);
    CHECK(keys.at(0, 0).number == 45);
    CHECK(keys.at(0, 1).text == "a longer text than any string keeps in itself");
    CHECK(keys.at(1, 1).text.empty());
    CHECK_FALSE(keys.is_null(1, 1)); // an empty text is none
    CHECK(keys.at(2, 1).text == "b");
    CHECK(keys.is_null(3, 0));
    CHECK(keys.is_null(3, 1));
    keys.start(1);
    CHECK(keys.rows() == 0);
}
