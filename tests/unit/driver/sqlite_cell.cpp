// Values of every type into SQLite and back, and what other programs may have stored.

#include <refract/driver/sqlite_cell.hpp>

#include <support/sqlite_session.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

// Binds a value; gives what comes back, and what SQLite says that it stores.
template <class Wire> Wire round_trip(const Wire& value, std::string_view type, std::string_view text) {
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(text_statement("SELECT ?1, typeof(?1), ?1 || ''", {{}}), true);
    statement.begin(false);
    statement.bind(1, value);
    const bool has_row = statement.step();
    REQUIRE(has_row);
    CHECK(statement.row().cell(1).template read<std::string_view>() == type);
    CHECK(statement.row().cell(2).template read<std::string_view>() == text);
    return statement.row().cell(0).template read<Wire>();
}
// Text and bytes, whose views die with the statement.
std::string text_trip(std::string_view value) {
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(text_statement("SELECT ?1", {{}}), true);
    statement.bind(1, value);
    REQUIRE(statement.step());
    return std::string(statement.row().cell(0).read<std::string_view>());
}
template <class Wire> Wire stored(const std::string& sql) {
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(text_statement("SELECT " + sql + " AS x"), true);
    statement.step();
    return statement.row().cell(0).read<Wire>();
}
template <class Wire> Wire stored_in_column(const std::string& sql) {
    sqlite_connection connection(":memory:", {});
    connection.execute("CREATE TABLE t (x NUMERIC); INSERT INTO t VALUES (" + sql + ")");
    auto statement = connection.prepare(text_statement("SELECT x FROM t"), true);
    statement.step();
    return statement.row().cell(0).read<Wire>();
}
template <class Wire, class Failure = schema_mismatch> std::string refused(const std::string& sql) {
    return caught<Failure>([&] { static_cast<void>(stored<Wire>(sql)); }).message();
}

constexpr std::int64_t day = 86'400'000'000;

} // namespace

TEST_CASE("whole numbers make the round trip to their limits", "[sqlite_cell]") {
    for (std::int64_t each :
         {std::numeric_limits<std::int64_t>::min(), std::int64_t{0}, std::numeric_limits<std::int64_t>::max()})
        CHECK(round_trip(each, "integer", std::to_string(each)) == each);
    CHECK(round_trip(std::int16_t{-32'768}, "integer", "-32768") == -32'768);
    CHECK(round_trip(true, "integer", "1"));
    CHECK(stored<bool>("1"));
    CHECK_FALSE(stored<bool>("0"));
    for (const char* each : {"2", "-1", "1.0", "'1'", "'Y'", "x'01'"}) {
        CAPTURE(each);
        CHECK(refused<bool>(each).ends_with(
            "where the field wants a boolean, stored as 0 or 1; nothing else would be found by comparisons. Say how "
            "the column stores it: column<...>.stored_as(refract::flag(\"Y\", \"N\"))"));
    }
    CHECK_THROWS_AS(stored<std::int16_t>("32768"), conversion_error);
    CHECK_THROWS_AS(stored<std::int32_t>("-2147483649"), conversion_error);
    CHECK(stored<std::int32_t>("-2147483648") == std::numeric_limits<std::int32_t>::min());
    CHECK(refused<std::int64_t>("1.5") == "column \"x\" holds a real number where the field wants a whole number");
    CHECK(refused<std::int64_t>("'7'") == "column \"x\" holds text where the field wants a whole number");
    CHECK(refused<std::int64_t>("NULL") == "column \"x\" holds NULL where the field wants a whole number");
}

TEST_CASE("real numbers make the round trip through SQLite bit by bit", "[sqlite_cell]") {
    for (double each : {0.1, std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(),
                        std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        sqlite_connection connection(":memory:", {});
        auto statement = connection.prepare(text_statement("SELECT ?1", {{}}), true);
        statement.bind(1, each);
        REQUIRE(statement.step());
        CHECK(statement.row().cell(0).read<double>() == each);
    }
    CHECK(round_trip(0.5f, "real", "0.5") == 0.5f);
    CHECK(stored<double>("7") == 7.0);
    CHECK(stored<float>("9e999") == std::numeric_limits<float>::infinity());
    CHECK_THROWS_AS(stored<float>("1e300"), conversion_error);
    CHECK_THROWS_AS(round_trip(std::nan(""), "", ""), conversion_error);
    CHECK_THROWS_AS(round_trip(std::numeric_limits<float>::quiet_NaN(), "", ""), conversion_error);
    CHECK_THROWS_AS(stored<double>("'0.1'"), schema_mismatch);
    CHECK_THROWS_AS(stored<double>("NULL"), schema_mismatch);
}

TEST_CASE("text makes the round trip, whatever is in it", "[sqlite_cell]") {
    for (const std::string& each :
         {std::string(), std::string("it's \"quoted\" \\ % _ ?1 {}"), std::string("a\0b\0", 4),
          std::string("\xff\xfe not UTF-8"), std::string("\xf0\x9f\x98\x80"), std::string(10'000'000, 'x')})
        CHECK(text_trip(each) == each);
    CHECK(text_trip(std::string_view()).empty());
    sqlite_connection connection(":memory:", {});
    auto json = connection.prepare(text_statement("SELECT ?1", {{}}), true);
    json.bind(1, wire::json{"{}"});
    REQUIRE(json.step());
    CHECK(json.row().cell(0).read<wire::json>().text == "{}");
    CHECK(stored<std::string_view>("''").empty());
    CHECK_THROWS_AS(stored<std::string_view>("NULL"), schema_mismatch);
    CHECK(refused<std::string_view>("x'616263'") == "column \"x\" holds a blob where the field wants text");
    CHECK_THROWS_AS(stored<wire::json>("x'7b7d'"), schema_mismatch);
}

TEST_CASE("bytes make the round trip, none as well", "[sqlite_cell]") {
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(text_statement("SELECT ?1, typeof(?1), length(?1)", {{}}), true);
    std::string all(256, '\0');
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i);
    for (std::size_t size : {std::size_t{0}, std::size_t{1}, all.size()}) {
        statement.bind(1, wire::bytes(reinterpret_cast<const std::byte*>(size ? all.data() : nullptr), size));
        REQUIRE(statement.step());
        CHECK(statement.row().cell(1).read<std::string_view>() == "blob");
        CHECK(statement.row().cell(2).read<std::int64_t>() == static_cast<std::int64_t>(size));
        CHECK_FALSE(statement.row().cell(0).is_null());
        const auto back = statement.row().cell(0).read<wire::bytes>();
        CHECK(std::string(reinterpret_cast<const char*>(back.data()), back.size()) == all.substr(0, size));
        statement.reset();
    }
    for (const char* each : {"NULL", "'abc'", "7"}) CHECK_THROWS_AS(stored<wire::bytes>(each), schema_mismatch);
}

TEST_CASE("times are text that sorts", "[sqlite_cell]") {
    CHECK(round_trip(wire::timestamp{0}, "text", "1970-01-01 00:00:00").microseconds == 0);
    CHECK(round_trip(wire::timestamp{-1}, "text", "1969-12-31 23:59:59.999999").microseconds == -1);
    CHECK(round_trip(wire::timestamp{500'000}, "text", "1970-01-01 00:00:00.5").microseconds == 500'000);
    CHECK(round_trip(wire::date{11'016}, "text", "2000-02-29").days == 11'016);
    CHECK(round_trip(wire::time{day - 1}, "text", "23:59:59.999999").microseconds == day - 1);
    CHECK(round_trip(wire::interval{-90}, "integer", "-90").microseconds == -90);
}

TEST_CASE("times are read in the one form that comparisons find", "[sqlite_cell]") {
    CHECK(stored<wire::timestamp>("CURRENT_TIMESTAMP").microseconds > 0);
    CHECK(stored<wire::timestamp>("'0000-01-01 00:00:00'").microseconds == -719'528 * day);
    CHECK(stored<wire::timestamp>("'9999-12-31 23:59:59.999999'").microseconds == 2'932'897 * day - 1);
    for (const char* sql : {"'1970-01-02'",
                            "'1970-01-01T00:00:01Z'",
                            "'1970-01-01 02:00:00+02:00'",
                            "86400",
                            "2440588.5",
                            "'1970-01-01 00:00'",
                            "'1970-01-01 00:00:00.50'",
                            "'1970-01-01 00:00:00.'",
                            "'1970-01-01 00:00:00.1234567'",
                            "'1970-01-01 00:00:00 '",
                            "' 1970-01-01 00:00:00'",
                            "'-001-01-01 00:00:00'",
                            "'yesterday'",
                            "''",
                            "NULL",
                            "x'00'",
                            "9223372036854775807",
                            "9e300",
                            "'1970-1-1 00:00:00.5'",
                            "'19x0-01-01 00:00:00'"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(stored<wire::timestamp>(sql), schema_mismatch);
    }
    for (const char* sql : {"'2000-02-30 00:00:00'", "'2000-01-01 24:00:00'", "'2000-13-01 00:00:00'",
                            "'2000-01-01 00:60:00'", "'2000-01-01 00:00:60'"})
        CHECK_THROWS_AS(stored<wire::timestamp>(sql), conversion_error);
    CHECK(
        refused<wire::timestamp>("86400") ==
        "column \"x\" holds a whole number where the field wants a time, stored as the text \"2026-01-31 23:59:59.5\" in "
        "UTC; nothing else would be found by comparisons. Say how the column stores it: "
        "column<...>.stored_as(refract::unix_seconds)");

    CHECK(stored<wire::date>("'2000-02-29'").days == 11'016);
    for (const char* sql : {"'1970-01-02 00:00:00'", "'1970-1-02'", "7", "NULL", "x'00'"})
        CHECK_THROWS_AS(stored<wire::date>(sql), schema_mismatch);
    for (const char* sql : {"'2026-02-30'", "'1970-13-01'", "'1970-00-01'", "'1900-02-29'"})
        CHECK_THROWS_AS(stored<wire::date>(sql), conversion_error);

    CHECK(stored<wire::time>("'24:00:00'").microseconds == day);
    CHECK(stored<wire::time>("'09:30:00.000001'").microseconds == 34'200'000'001);
    for (const char* sql : {"'09:30'", "'09:30:00.000'", "'1:00:00'", "7", "NULL"})
        CHECK_THROWS_AS(stored<wire::time>(sql), schema_mismatch);
    for (const char* sql : {"'24:00:01'", "'24:00:00.1'", "'25:00:00'", "'00:60:00'"})
        CHECK_THROWS_AS(stored<wire::time>(sql), conversion_error);
}

TEST_CASE("UUIDs are read in the one form that comparisons find", "[sqlite_cell]") {
    const wire::uuid id{uuid::parse("01234567-89ab-cdef-0123-456789abcdef")->bytes};
    CHECK(round_trip(id, "text", "01234567-89ab-cdef-0123-456789abcdef").bytes == id.bytes);
    for (const char* sql : {"x'0123456789abcdef0123456789abcdef'", "'{0123456789ABCDEF0123456789ABCDEF}'",
                            "'0123456789abcdef0123456789abcdef'", "'01234567-89AB-cdef-0123-456789abcdef'",
                            "'0123-4567-89ab-cdef-0123-456789abcdef'", "'01234567-89ab-cdef-0123-456789abcdeg'",
                            "'short'", "x'00'", "7", "NULL"})
        CHECK_THROWS_AS(stored<wire::uuid>(sql), schema_mismatch);
}

TEST_CASE("decimals of fifteen digits are exact", "[sqlite_cell]") {
    std::mt19937_64 random(15);
    sqlite_connection connection(":memory:", {});
    auto statement = connection.prepare(text_statement("SELECT ?1", {{}}), true);
    const auto check = [&](std::int64_t coefficient, unsigned scale) {
        statement.bind(1, wire::decimal{coefficient, static_cast<std::uint8_t>(scale)});
        REQUIRE(statement.step());
        const auto back = statement.row().cell(0).read<wire::decimal>();
        CAPTURE(coefficient, scale, back.coefficient, int{back.scale});
        CHECK(rescale(back.coefficient, back.scale, scale) == coefficient);
        statement.reset();
    };
    for (unsigned scale = 0; scale <= 15; ++scale)
        for (int i = 0; i < 500; ++i) {
            const auto coefficient = static_cast<std::int64_t>(random() % 1'000'000'000'000'000);
            check(i % 2 ? coefficient : -coefficient, scale);
        }
    CHECK_THROWS_AS(statement.bind(1, wire::decimal{1'000'000'000'000'000, 2}), conversion_error);
    CHECK_THROWS_AS(statement.bind(1, wire::decimal{std::numeric_limits<std::int64_t>::min(), 0}), conversion_error);
}

TEST_CASE("decimals that other programs stored are read exactly or refused", "[sqlite_cell]") {
    const auto text = [](const std::string& sql) {
        const auto number = stored<wire::decimal>(sql);
        return print_decimal(number.coefficient, number.scale);
    };
    CHECK(text("7") == "7");
    CHECK(text("-1.25") == "-1.25");
    CHECK(text("0.0") == "0");
    CHECK(text("round(0.1 + 0.2, 2)") == "0.3");
    CHECK(text("1e15") == "1000000000000000");
    CHECK(text("1e18") == "1000000000000000000");
    CHECK(text("-9007199254740993e0") == "-9007199254740992"); // what the double holds
    for (const char* sql : {"'1e5'", "'x'", "''", "'9.50'", "x'00'", "NULL"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(stored<wire::decimal>(sql), schema_mismatch);
    }
    // A column that holds such a number is no column of decimals; what a query computes has too many digits.
    for (const char* sql : {"9e999", "1e19", "1e-19", "0.1 + 0.2", "999999999999999.9", "1e-300"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(stored_in_column<wire::decimal>(sql), schema_mismatch);
        CHECK_THROWS_AS(stored<wire::decimal>(sql), conversion_error);
    }
}
