#include <refract/sql/print_savepoint.hpp>

#include <support/catch.hpp>

#include <string_view>

using refract::detail::savepoint_command;
using refract::detail::savepoint_verb;

TEST_CASE("savepoints have names of their own, and need no memory", "[savepoint]") {
    constexpr auto says = [](savepoint_verb verb, std::uint32_t number, std::string_view text) {
        return savepoint_command(verb, number).text() == text;
    };
    STATIC_REQUIRE(says(savepoint_verb::begin, 1, "SAVEPOINT refract_1"));
    STATIC_REQUIRE(says(savepoint_verb::undo, 4'294'967'295, "ROLLBACK TO SAVEPOINT refract_4294967295"));
    STATIC_REQUIRE(says(savepoint_verb::release, 23, "RELEASE SAVEPOINT refract_23"));
}
