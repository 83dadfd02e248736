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
    for (const char* each : {"32768, -32768, 32767", "40000, 0, 255", "1.0, 0, 255", "'7', 0, 255", "x'00', 0, 255",
                             "9223372036854775807 + 1, -9223372036854775808, 9223372036854775807",
                             "-9223372036854775808 - 1, -9223372036854775808, 9223372036854775807", "2.6, -2.5, 2.5",
                             "9e999, -2.5, 2.5"}) {
        CAPTURE(each);
        CHECK(caught<conversion_error>([&] {
                  connection.execute(std::string("SELECT refract_fit(") + each + ")");
              }).message() == "the result does not fit in the type of the column's field");
    }
    // What a type holds, and a field of it does not.
    for (const char* each : {"-1, 0, 255", "-32768, 0, 255", "128, -128, 127", "-1, 0, 65535", "65536, 0, 65535",
                             "4294967296, 0, 4294967295", "-1, 0, 9223372036854775807"}) {
        CAPTURE(each);
        CHECK(caught<check_violation>([&] {
                  connection.execute(std::string("SELECT refract_fit(") + each + ")");
              }).message() == "the result is outside of the range of the column's field");
    }
    CHECK(caught<conversion_error>([&] { connection.execute("SELECT refract_refuse('why')"); }).message() == "why");
}

TEST_CASE("times in refract's form move and differ", "[sqlite_functions]") {
    sqlite_connection connection(":memory:", {});
    const auto value = [&](const std::string& call) {
        return ask(connection, "SELECT coalesce(" + call + ", 'none')");
    };
    CHECK(value("refract_add_time('2024-02-28 23:59:59.999999', 1)") == "2024-02-29 00:00:00");
    CHECK(value("refract_add_time('2024-02-29 00:00:00', -1)") == "2024-02-28 23:59:59.999999");
    CHECK(value("refract_add_time('1970-01-01 00:00:00.5', -500001)") == "1969-12-31 23:59:59.999999");
    CHECK(value("refract_add_time('0000-01-01', 86400000000)") == "0000-01-02");
    CHECK(value("refract_time_between('2024-02-28', '2024-03-01')") == "172800000000");
    CHECK(value("refract_time_between('2024-03-01 00:00:00.25', '2024-02-29 00:00:00')") == "-86400250000");
    for (const char* null : {"refract_add_time(NULL, 1)", "refract_add_time('2024-01-01', NULL)",
                             "refract_time_between(NULL, '2024-01-01')", "refract_time_between('2024-01-01', NULL)"})
        CHECK(value(null) == "none");
    for (const char* wrong :
         {"refract_add_time('2024-01-01', 1)", "refract_add_time('2024-01-01', 1.0)", "refract_add_time('2024-1-1', 0)",
          "refract_add_time(5, 0)", "refract_add_time(x'3031', 0)", "refract_add_time('9999-12-31', 86400000000)",
          "refract_add_time('0000-01-01 00:00:00', -1)", "refract_add_time('2024-01-01', -9223372036854775807)",
          "refract_time_between('2024-01-01', 'now')", "refract_time_between(1, NULL)"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(connection.execute(std::string("SELECT ") + wrong), conversion_error);
    }
}

TEST_CASE("digits become bytes, on every version of SQLite", "[sqlite_functions]") {
    sqlite_connection connection(":memory:", {});
    const auto bytes = [&](const std::string& digits) {
        return ask(connection, "SELECT quote(unhex(" + digits + "))");
    };
    CHECK(bytes("'00fFa97E'") == "X'00FFA97E'");
    CHECK(bytes("''") == "X''");
    for (const char* none : {"'0'", "'0g'", "'0 '", "'0-'", "NULL"}) {
        CAPTURE(none);
        CHECK(bytes(none) == "NULL");
    }
}
