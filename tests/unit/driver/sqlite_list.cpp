#include <refract/driver/sqlite_list.hpp>
#include <refract/sqlite.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using refract::detail::json_list_writer;

namespace {

/// What SQLite finds in a list of one item.
std::string found_in(const std::string& item) {
    refract::sqlite::database db(":memory:");
    const std::string list = "[" + item + "]";
    return db.query<std::string>("SELECT CAST(value AS TEXT) FROM json_each({})", list).at(0);
}
template <class Item> std::string written(const Item& item) {
    std::string text;
    json_list_writer{text}.put(item);
    return text;
}

} // namespace

TEST_CASE("a list gives SQLite the texts that it was made of") {
    std::string every;
    for (int c = 1; c < 128; ++c) every += static_cast<char>(c);
    for (const std::string& text : {std::string(), std::string("a\"b\\c\\\"d"), every,
                                    std::string("\xc3\xa9 \xf0\x9f\x90\x98"), std::string("\\u0041 \\n")})
        CHECK(found_in(written(std::string_view(text))) == text);
}

TEST_CASE("a list gives SQLite the numbers that it was made of") {
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
                                      std::numeric_limits<std::int64_t>::max()})
        CHECK(found_in(written(number)) == std::to_string(number));
    refract::sqlite::database db(":memory:");
    for (const double real : {0.1, -2.5e-300, 1.7976931348623157e308, 5e-324}) {
        const std::string list = "[" + written(real) + "]";
        CHECK(db.query<double>("SELECT value FROM json_each({})", list).at(0) == real);
    }
}

TEST_CASE("what JSON cannot hold is refused") {
    CHECK_THROWS_AS(written(std::string_view("a\0b", 3)), refract::conversion_error);
    CHECK_THROWS_AS(written(std::numeric_limits<double>::infinity()), refract::conversion_error);
    CHECK_THROWS_AS(refract::detail::check_sqlite_decimal({1'000'000'000'000'000, 2}), refract::conversion_error);
    CHECK_NOTHROW(refract::detail::check_sqlite_decimal({-999'999'999'999'999, 2}));
}
