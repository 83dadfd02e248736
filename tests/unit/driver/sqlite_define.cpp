// C++ of the program as functions of SQLite: every type that a codec has, both ways.

#include <refract/driver/sqlite_define.hpp>

#include <refract/codec/bytes.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/json.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/numeric.hpp>
#include <refract/codec/text.hpp>
#include <refract/codec/uuid.hpp>

#include <support/sqlite_session.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

template <class Type> struct echo {
    using signature = Type(Type);
    using result_type = Type;
    static constexpr std::string_view name = "echo";
    static constexpr bool is_deterministic = true, is_aggregate = false;
};
template <class Type> std::string echoed(const std::string& argument) {
    sqlite_connection connection(":memory:", {});
    connection.define(echo<Type>{}, [](const Type& value) { return value; });
    return ask(connection, "SELECT quote(echo(" + argument + "))");
}

} // namespace

TEST_CASE("each type comes through a function as it is stored", "[sqlite_define]") {
    CHECK(echoed<bool>("1") == "1");
    CHECK(echoed<std::int16_t>("-32768") == "-32768");
    CHECK(echoed<std::int64_t>("9223372036854775807") == "9223372036854775807");
    CHECK(echoed<std::uint32_t>("4294967295") == "4294967295");
    CHECK(echoed<double>("0.5") == "0.5");
    CHECK(echoed<float>("0.5") == "0.5");
    CHECK(echoed<std::string>("'it''s'") == "'it''s'");
    CHECK(echoed<std::string>("''") == "''");
    CHECK(echoed<std::vector<std::byte>>("x'00ff'") == "X'00FF'");
    CHECK(echoed<std::vector<std::byte>>("x''") == "X''");
    CHECK(echoed<decimal<2>>("12.25") == "12.25");
    CHECK(echoed<numeric>("'1234567890123456789012345.5'") == "'1234567890123456789012345.5'");
    CHECK(echoed<json>("'[1]'") == "'[1]'");
    CHECK(echoed<uuid>("'01234567-89ab-cdef-0123-456789abcdef'") == "'01234567-89ab-cdef-0123-456789abcdef'");
    CHECK(echoed<std::chrono::year_month_day>("'2024-02-29'") == "'2024-02-29'");
    CHECK(echoed<std::chrono::sys_time<std::chrono::microseconds>>("'2024-02-29 01:02:03.5'") ==
          "'2024-02-29 01:02:03.5'");
    CHECK(echoed<std::optional<std::int64_t>>("NULL") == "NULL");
    CHECK(echoed<std::int64_t>("NULL") == "NULL"); // not called
}

TEST_CASE("what does not fit a function's argument is an error", "[sqlite_define]") {
    for (const char* argument : {"'x'", "1.5", "x'00'"}) {
        CAPTURE(argument);
        CHECK_THROWS(echoed<std::int64_t>(argument));
    }
    CHECK_THROWS(echoed<std::int16_t>("40000"));
    CHECK_THROWS(echoed<bool>("2"));
    CHECK_THROWS(echoed<std::chrono::year_month_day>("'2024-02-30'"));
    CHECK_THROWS(echoed<uuid>("'x'"));
}
