// PostgreSQL's binary format, byte by byte; the server's opinion is asked in postgres_cell.cpp.

#include <refract/driver/postgres_wire.hpp>

#include <support/catch.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

template <class Wire> std::string sent_bytes(postgres_oid type, const Wire& value) {
    std::array<char, postgres_fixed_size> out{};
    return {out.data(), postgres_encode(out.data(), type, value)};
}
template <class Wire> Wire decoded(const std::string& bytes) {
    Wire out{};
    REQUIRE(postgres_decode(bytes.data(), out) == nullptr);
    return out;
}
std::string numeric_bytes(std::vector<int> parts) {
    std::string out;
    for (int part : parts) {
        char two[2];
        store_big_endian(two, static_cast<std::int16_t>(part));
        out.append(two, 2);
    }
    return out;
}
std::string number_of(const std::string& bytes) {
    wire::decimal out{};
    const char* complaint = postgres_decode_numeric(bytes.data(), static_cast<int>(bytes.size()), out);
    return complaint ? complaint : print_decimal(out.coefficient, out.scale);
}
using namespace std::string_literals;

} // namespace

TEST_CASE("whole numbers have the width of their column", "[postgres_wire]") {
    CHECK(sent_bytes(oid::int8, std::int64_t{1}) == "\0\0\0\0\0\0\0\1"s);
    CHECK(sent_bytes(oid::int4, std::int64_t{-2}) == "\xff\xff\xff\xfe"s);
    CHECK(sent_bytes(oid::int2, std::int64_t{258}) == "\1\2"s);
    CHECK(sent_bytes(oid::int8, std::int16_t{-1}) == std::string(8, '\xff'));
    CHECK(sent_bytes(oid::int8, std::int32_t{1}) == "\0\0\0\0\0\0\0\1"s);
    CHECK(sent_bytes(oid::none, std::int32_t{1}) == "\0\0\0\1"s);
    CHECK(sent_bytes(oid::boolean, true) == "\1"s);
    CHECK_THROWS_AS(sent_bytes(oid::int4, std::int64_t{1} << 31), conversion_error);
    CHECK_THROWS_AS(sent_bytes(oid::int2, std::int32_t{-32'769}), conversion_error);
    CHECK(sent_bytes(oid::int2, std::int32_t{-32'768}) == "\x80\0"s);
}

TEST_CASE("real numbers fit their column or are refused", "[postgres_wire]") {
    CHECK(sent_bytes(oid::float8, 1.5) == "\x3f\xf8\0\0\0\0\0\0"s);
    CHECK(sent_bytes(oid::float4, 1.5) == sent_bytes(oid::float4, 1.5f));
    CHECK(sent_bytes(oid::float8, 1.5f) == sent_bytes(oid::float8, 1.5));
    CHECK_THROWS_AS(sent_bytes(oid::float4, 1e300), conversion_error);
    CHECK(sent_bytes(oid::float4, std::numeric_limits<double>::infinity()).size() == 4);
    CHECK(sent_bytes(oid::float4, std::nan("")).size() == 4);
}

TEST_CASE("times count from 2000, and infinity is nobody's time", "[postgres_wire]") {
    CHECK(sent_bytes(oid::timestamptz, wire::timestamp{postgres_epoch}) == std::string(8, '\0'));
    CHECK(decoded<wire::timestamp>(std::string(8, '\0')).microseconds == postgres_epoch);
    CHECK(decoded<wire::date>(std::string(4, '\0')).days == 10'957);
    CHECK_THROWS_AS(sent_bytes(oid::timestamptz, wire::timestamp{std::numeric_limits<std::int64_t>::min()}),
                    conversion_error);
    CHECK_THROWS_AS(
        sent_bytes(oid::timestamptz, wire::timestamp{std::numeric_limits<std::int64_t>::min() + postgres_epoch}),
        conversion_error);
    CHECK_THROWS_AS(sent_bytes(oid::date, wire::date{std::numeric_limits<std::int32_t>::min()}), conversion_error);

    wire::timestamp time{};
    wire::date date{};
    CHECK(postgres_decode("\x7f\xff\xff\xff\xff\xff\xff\xff", time) != nullptr);
    CHECK(postgres_decode("\x80\0\0\0\0\0\0\0", time) != nullptr);
    CHECK(postgres_decode("\x7f\xff\xff\xff\xff\xff\xff\xfe", time) != nullptr); // 64 bits from 1970 end before
    CHECK(postgres_decode("\x7f\xff\xff\xff", date) != nullptr);
}

TEST_CASE("an interval is microseconds and days of 24 hours", "[postgres_wire]") {
    const auto text = [](std::int64_t microseconds, std::int32_t days, std::int32_t months) {
        std::string out(16, '\0');
        store_big_endian(out.data(), microseconds);
        store_big_endian(out.data() + 8, days);
        store_big_endian(out.data() + 12, months);
        return out;
    };
    CHECK(sent_bytes(oid::interval, wire::interval{-7}) == text(-7, 0, 0));
    CHECK(decoded<wire::interval>(text(5, 2, 0)).microseconds == 2 * 86'400'000'000 + 5);
    CHECK(decoded<wire::interval>(text(-5, -1, 0)).microseconds == -86'400'000'005);
    wire::interval out{};
    CHECK(postgres_decode(text(0, 0, 1).data(), out) != nullptr);
    CHECK(postgres_decode(text(std::numeric_limits<std::int64_t>::max(), 1, 0).data(), out) != nullptr);
    CHECK(postgres_decode(text(0, std::numeric_limits<std::int32_t>::max(), 0).data(), out) != nullptr);
}

TEST_CASE("decimals have digits in base 10000 around the point", "[postgres_wire]") {
    CHECK(sent_bytes(oid::numeric, wire::decimal{0, 2}) == numeric_bytes({0, 0, 0, 2}));
    CHECK(sent_bytes(oid::numeric, wire::decimal{12'345, 2}) == numeric_bytes({2, 0, 0, 2, 123, 4500}));
    CHECK(sent_bytes(oid::numeric, wire::decimal{-1, 4}) == numeric_bytes({1, -1, 0x4000, 4, 1}));
    CHECK(sent_bytes(oid::numeric, wire::decimal{1, 8}) == numeric_bytes({1, -2, 0, 8, 1}));
    CHECK(sent_bytes(oid::numeric, wire::decimal{10'000, 0}) == numeric_bytes({2, 1, 0, 0, 1, 0}));
}

TEST_CASE("decimals are read exactly or refused", "[postgres_wire]") {
    CHECK(number_of(numeric_bytes({0, 0, 0, 2})) == "0");
    CHECK(number_of(numeric_bytes({2, 0, 0, 2, 123, 4500})) == "123.45");
    CHECK(number_of(numeric_bytes({1, 2, 0, 0, 5})) == "500000000");
    CHECK(number_of(numeric_bytes({1, -5, 0, 18, 100})) == "0.000000000000000001");
    CHECK(number_of(numeric_bytes({2, 0, 0x4000, 20, 7, 0})) == "-7"); // zeros at the end take no room
    CHECK(number_of(numeric_bytes({1, -5, 0, 20, 1})) == "holds a number with more digits than the field can hold");
    CHECK(number_of(numeric_bytes({1, 5, 0, 0, 1})) == "holds a number with more digits than the field can hold");
    CHECK(number_of(numeric_bytes({0, 0, 0xC000, 0})) == "holds NaN, which a decimal cannot hold");
    CHECK(number_of(numeric_bytes({0, 0, 0xD000, 0})) == "holds an infinite number, which a decimal cannot hold");
    CHECK(number_of(numeric_bytes({0, 0, 0xF000, 0})) == "holds an infinite number, which a decimal cannot hold");
    CHECK(number_of(numeric_bytes({3, 0, 0, 0, 1})) == "holds no number as PostgreSQL writes it"); // cut off
    CHECK(number_of("") == "holds no number as PostgreSQL writes it");
}

TEST_CASE("what is no number of PostgreSQL's is refused, and never read beyond its end", "[postgres_wire]") {
    const std::string refused = "holds no number as PostgreSQL writes it";
    const auto head = [](std::int16_t count, std::uint16_t sign = 0) {
        std::string bytes(8, '\0');
        store_big_endian(bytes.data(), count);
        store_big_endian(bytes.data() + 4, sign);
        return bytes;
    };
    // In memory of exactly that size, where a sanitizer sees each byte too far.
    const auto exact = [](const std::string& bytes) {
        const std::vector<char> room(bytes.begin(), bytes.end());
        wire::decimal out{};
        const char* complaint = postgres_decode_numeric(room.data(), static_cast<int>(room.size()), out);
        return std::string(complaint ? complaint : "a number");
    };
    for (const int count : {-1, -2, -3000, -32'768, 1, 2, 9, 32'767})
        CHECK(exact(head(static_cast<std::int16_t>(count))) == refused);
    CHECK(exact(head(1) + "\1\2" + "\0\1"s) == refused);     // more than was counted
    CHECK(exact(head(1) + "\x27\x10") == refused);           // 10,000
    CHECK(exact(head(1) + "\xff\xff") == refused);           // below 0
    CHECK(exact(head(2) + "\xff\xfe" + "\0\0"s) == refused); // also where it is not the last one
    CHECK(exact(head(0, 0x1234)) == refused);
    CHECK(exact("1234567") == refused);
    CHECK(exact("") == refused);
    CHECK(exact(head(0)) == "a number");
}

TEST_CASE("values that the server would end the session for are refused", "[postgres_wire]") {
    CHECK_NOTHROW(check_postgres_size(1'000'000'000));
    CHECK_THROWS_AS(check_postgres_size(std::size_t{1} << 30), conversion_error);
    CHECK_THROWS_AS(check_postgres_message(std::size_t{1} << 40, "INSERT"), conversion_error);
}

TEST_CASE("any decimal comes back as the same number", "[postgres_wire]") {
    std::mt19937_64 random(20'261'123);
    const auto check = [](std::int64_t coefficient, unsigned scale) {
        const wire::decimal value{coefficient, static_cast<std::uint8_t>(scale)};
        const std::string bytes = sent_bytes(oid::numeric, value);
        wire::decimal back{};
        REQUIRE(postgres_decode_numeric(bytes.data(), static_cast<int>(bytes.size()), back) == nullptr);
        CAPTURE(coefficient, scale, back.coefficient, int{back.scale});
        REQUIRE(rescale(back.coefficient, back.scale, scale) == coefficient);
        REQUIRE((back.scale == 0 || back.coefficient % 10 != 0)); // the shortest form
    };
    for (unsigned scale = 0; scale <= 18; ++scale) {
        for (std::int64_t edge : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                  std::int64_t{1}, std::int64_t{-1}, std::int64_t{0}})
            check(edge, scale);
        for (int i = 0; i < 2000; ++i) {
            const auto bits = static_cast<std::int64_t>(random());
            check(bits >> (random() % 64), scale);
            check(power_of_ten(static_cast<unsigned>(random() % 19)) * static_cast<std::int64_t>(random() % 9), scale);
        }
    }
}

TEST_CASE("text without NUL passes, and says why it does not", "[postgres_wire]") {
    CHECK_NOTHROW(check_postgres_text({}));
    CHECK_NOTHROW(check_postgres_text("a\xff"));
    CHECK_THROWS_WITH(check_postgres_text(std::string_view("a\0b", 3)),
                      "a text holds a NUL character, which PostgreSQL cannot store; use bytes for it");
}

TEST_CASE("a buffer keeps its room", "[postgres_wire]") {
    postgres_buffer buffer;
    append_postgres_field(buffer, oid::text, std::string_view("ab"));
    append_postgres_field(buffer, oid::int4, std::int64_t{7});
    append_postgres_field(buffer, oid::jsonb, wire::json{"{}"});
    CHECK(std::string(buffer.data(), buffer.size()) == "\0\0\0\2ab\0\0\0\4\0\0\0\7\0\0\0\3\1{}"s);
    const char* before = buffer.data();
    buffer.clear();
    append_postgres_field(buffer, oid::text, std::string_view());
    CHECK(buffer.data() == before);
    CHECK(std::string(buffer.data(), buffer.size()) == "\0\0\0\0"s);
}
