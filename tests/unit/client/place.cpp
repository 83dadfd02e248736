#include <refract/client/place.hpp>
#include <refract/codec/number.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>

namespace place_test {
struct Free {
    std::int64_t id{};
};
struct Fixed {
    std::int64_t id{};
};
} // namespace place_test

template <> inline constexpr auto refract::model<place_test::Fixed> = refract::table(refract::in_schema("own"));

using namespace refract::detail;

TEST_CASE("a chosen place is that of tables without one of their own") {
    const chosen_place place{{"chosen"}};
    CHECK(place.table<place_test::Free>().schema == "chosen");
    CHECK(place.table<place_test::Fixed>().schema == "own");
    CHECK(usual_place::table<place_test::Free>().schema.empty());
    CHECK(is_chosen<chosen_place>);
    CHECK_FALSE(is_chosen<usual_place>);
}
TEST_CASE("a schema's name is not cut") {
    using refract::dialect::postgres, refract::dialect::sqlite;
    CHECK_NOTHROW(check_chosen_name("a \"b\"", postgres::info, "schema"));
    CHECK_NOTHROW(check_chosen_name(std::string(100, 'a'), sqlite::info, "schema"));
    CHECK_THROWS_AS(check_chosen_name(std::string(64, 'a'), postgres::info, "schema"), refract::error);
    CHECK_THROWS_AS(check_chosen_name("", sqlite::info, "schema"), refract::error);
    CHECK_THROWS_AS(check_chosen_name(std::string_view("a\0b", 3), sqlite::info, "schema"), refract::error);
}
