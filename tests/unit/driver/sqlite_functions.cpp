// The functions that refract's statements use on SQLite.

#include <refract/driver/sqlite_functions.hpp>

#include <support/sqlite_session.hpp>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

TEST_CASE("what fits comes through, and nothing else", "[sqlite_functions]") {
    sqlite_connection connection(":memory:", {});
    const auto fit = [&](const std::string& arguments) {
        return ask(connection, "SELECT coalesce(refract_fit(" + arguments + "), 'none')");
    };
    CHECK(fit("32767, -32768, 32767") == "32767");
    CHECK(fit("NULL, -32768, 32767") == "none");
    CHECK(fit("9223372036854775807, -9223372036854775808, 9223372036854775807") == "9223372036854775807");
    CHECK(fit("-9223372036854775808, -9223372036854775808, 9223372036854775807") == "-9223372036854775808");
    CHECK(fit("1.5, -2.5, 2.5") == "1.5");
    CHECK(fit("2, -2.5, 2.5") == "2");
    CHECK(fit("9223372036854775807") == "9223372036854775807");
    CHECK_THROWS_AS(connection.execute("SELECT refract_fit(9223372036854775807 + 1)"), conversion_error);
    for (const char* each : {"32768, -32768, 32767", "-1, 0, 255", "1.0, 0, 255", "'7', 0, 255", "x'00', 0, 255",
                             "9223372036854775807 + 1, -9223372036854775808, 9223372036854775807",
                             "-9223372036854775808 - 1, -9223372036854775808, 9223372036854775807", "2.6, -2.5, 2.5",
                             "9e999, -2.5, 2.5"}) {
        CAPTURE(each);
        CHECK(caught<conversion_error>([&] {
                  connection.execute(std::string("SELECT refract_fit(") + each + ")");
              }).message() == "the result does not fit in the type of the column's field");
    }
    CHECK(caught<conversion_error>([&] { connection.execute("SELECT refract_refuse('why')"); }).message() == "why");
}
