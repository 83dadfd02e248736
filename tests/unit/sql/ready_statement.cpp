// A statement as a driver takes it: plain data that names no query.

#include <refract/sql/ready_statement.hpp>

#include <support/catch.hpp>

using namespace refract;

TEST_CASE("a ready statement shows its text without the NUL behind it", "[ready_statement]") {
    static constexpr char text[] = "SELECT 1";
    constexpr detail::ready_statement made{.sql = text, .size = sizeof text - 1};
    STATIC_REQUIRE(made.text() == "SELECT 1");
    STATIC_REQUIRE(made.parameter_count == 0);
    STATIC_REQUIRE(detail::ready_statement{}.text().empty());
}
