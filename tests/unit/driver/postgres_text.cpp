// Values as text: what the server reads is the value.

#include <refract/driver/postgres_text.hpp>

#include <support/postgres_session.hpp>

#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

// What the server makes of the text, as it says it itself.
template <class Wire> std::string understood(postgres_session& session, const Wire& value, const std::string& type) {
    const std::string text = postgres_text_of(value);
    const char* const values[] = {text.c_str()};
    const std::string sql = "SELECT ($1::text)::" + type + "::text";
    const postgres_result answer(PQexecParams(session->native(), sql.c_str(), 1, nullptr, values, nullptr, nullptr, 0));
    return answer.is_failure() ? PQresultErrorMessage(answer.get()) : std::string(read_postgres_answer(answer));
}

} // namespace

TEST_CASE("the server reads every value from its text", "[postgres_text]") {
    postgres_session session;
    if (!session) return;
    CHECK(understood(session, true, "bool") == "true");
    CHECK(understood(session, std::numeric_limits<std::int64_t>::min(), "int8") == "-9223372036854775808");
    CHECK(understood(session, std::int16_t{-7}, "int2") == "-7");
    CHECK(understood(session, 0.1, "float8") == "0.1");
    CHECK(understood(session, -std::numeric_limits<double>::infinity(), "float8") == "-Infinity");
    CHECK(understood(session, std::numeric_limits<float>::quiet_NaN(), "float4") == "NaN");
    CHECK(understood(session, std::string_view("a\\b'\"\n"), "text") == "a\\b'\"\n");
    const std::byte bytes[] = {std::byte{0}, std::byte{255}, std::byte{92}};
    CHECK(understood(session, wire::bytes(bytes), "bytea") == "\\x00ff5c");
    wire::uuid id{};
    for (std::size_t i = 0; i < 16; ++i) id.bytes[i] = static_cast<std::uint8_t>(17 * i);
    CHECK(understood(session, id, "uuid") == "00112233-4455-6677-8899-aabbccddeeff");
    CHECK(understood(session, wire::decimal{-12'345, 3}, "numeric") == "-12.345");
    CHECK(understood(session, wire::json{R"({"a": 1})"}, "jsonb") == R"({"a": 1})");
    CHECK(understood(session, wire::time{86'399'999'999}, "time") == "23:59:59.999999");
    CHECK(understood(session, wire::interval{-1}, "interval") == "-00:00:00.000001");
    CHECK(understood(session, wire::interval{7'200'000'000'000}, "interval") == "2000:00:00");
}

TEST_CASE("times as text are the times", "[postgres_text]") {
    postgres_session session({.time_zone = "America/New_York"});
    if (!session) return;
    CHECK(understood(session, wire::timestamp{1'719'835'200'000'001}, "timestamp") == "2024-07-01 12:00:00.000001");
    CHECK(understood(session, wire::timestamp{1'719'835'200'000'000}, "timestamptz") == "2024-07-01 08:00:00-04");
    CHECK(understood(session, wire::timestamp{1'719'835'200'000'000}, "date") == "2024-07-01");
    CHECK(understood(session, wire::timestamp{-1}, "timestamp") == "1969-12-31 23:59:59.999999");
    std::mt19937_64 random(7);
    for (int i = 0; i < 300; ++i) {
        const auto days =
            static_cast<std::int32_t>(random() % 40'000'000) - 2'400'000; // from 4713 BC far into the future
        const std::string expected = session.ask("SELECT (date '1970-01-01' + " + std::to_string(days) + ")::text");
        CHECK(understood(session, wire::date{days}, "date") == expected);
        if (days > 100'000'000 / 2) continue;
        CHECK(understood(session, wire::timestamp{days * std::int64_t{86'400'000'000}}, "timestamp").substr(0, 10) ==
              expected.substr(0, 10));
    }
}

TEST_CASE("texts of arrays and of COPY are escaped", "[postgres_text]") {
    postgres_session session;
    if (!session) return;
    const wire::list_items<std::string_view> items{{"a,b"}, {"\"q\""}, {"back\\slash"}, {""}, {"NULL"}};
    postgres_buffer array;
    put_postgres_text_array(array, items);
    const std::string text(array.data());
    const char* const values[] = {text.c_str()};
    const postgres_result answer(PQexecParams(session->native(), "SELECT array_to_string($1::text[], '|')", 1, nullptr,
                                              values, nullptr, nullptr, 0));
    CHECK(std::string(read_postgres_answer(answer)) == "a,b|\"q\"|back\\slash||NULL");
    postgres_buffer copy;
    append_postgres_copy_text(copy, "a\tb\nc\\d\re");
    CHECK(std::string(copy.data(), copy.size()) == "a\\tb\\nc\\\\d\\re");
}
