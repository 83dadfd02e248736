#include <refract/dialect/sqlite.hpp>
#include <refract/dialect/sqlserver.hpp>
#include <refract/sql/print_savepoint.hpp>

#include <support/catch.hpp>

#include <string_view>

using refract::detail::savepoint_command;
using refract::detail::savepoint_verb;

TEST_CASE("savepoints have names of their own, and need no memory", "[savepoint]") {
    constexpr auto says = [](savepoint_verb verb, std::uint32_t number, std::string_view text) {
        return savepoint_command(refract::dialect::sqlite::info, verb, number).text() == text;
    };
    STATIC_REQUIRE(says(savepoint_verb::begin, 1, "SAVEPOINT refract_1"));
    STATIC_REQUIRE(says(savepoint_verb::undo, 4'294'967'295, "ROLLBACK TO SAVEPOINT refract_4294967295"));
    STATIC_REQUIRE(says(savepoint_verb::release, 23, "RELEASE SAVEPOINT refract_23"));
    constexpr savepoint_command other(refract::dialect::sqlserver::info, savepoint_verb::begin, 7);
    STATIC_REQUIRE(other.text() == std::string_view("SAVE TRANSACTION refract_7"));
    constexpr savepoint_command none(refract::dialect::sqlserver::info, savepoint_verb::release, 7);
    STATIC_REQUIRE(none.text() == std::string_view());
}
