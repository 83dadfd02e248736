// Values of every type, to the server and back; the server says in text what it has got.

#include <refract/codec/uuid.hpp>
#include <refract/driver/postgres_cell.hpp>

#include <support/postgres_session.hpp>

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

constexpr std::string_view letters[] = {"a", "b"};
constexpr enumeration_info plain{letters, 2}, native{letters, 2, "letter"};

// Binds a value, and reads it back both as itself and as the text that the server makes of it.
template <class Wire> class round_trip {
public:
    round_trip(postgres_session& session, sql_type type, const std::string& name, bool cached = true)
        : statement_(session->prepare(
              text_statement("SELECT $1::" + name + ", $1::" + name + "::text", {type}, {type.kind, type_kind::text}),
              cached)) {}
    Wire operator()(const Wire& value, std::string_view text) {
        statement_.reset();
        statement_.begin(false);
        statement_.bind(1, value);
        const bool has_row = statement_.step();
        REQUIRE(has_row);
        CHECK(statement_.row().cell(1).template read<std::string_view>() == text);
        return statement_.row().cell(0).template read<Wire>();
    }

private:
    postgres_statement statement_;
};

template <class Wire>
void check_read(postgres_session& session, type_kind kind, const std::string& sql, Wire expected) {
    auto statement = session->prepare(text_statement("SELECT " + sql, {}, {kind}), false);
    REQUIRE(statement.step());
    INFO(sql);
    if constexpr (requires { expected.microseconds; })
        CHECK(statement.row().cell(0).template read<Wire>().microseconds == expected.microseconds);
    else if constexpr (requires { expected.days; })
        CHECK(statement.row().cell(0).template read<Wire>().days == expected.days);
    else
        CHECK(statement.row().cell(0).template read<Wire>() == expected);
}
template <class Wire, class Failure>
std::string read_failure(postgres_session& session, type_kind kind, const std::string& sql) {
    auto statement = session->prepare(text_statement("SELECT " + sql + " AS x", {}, {kind}), false);
    return caught<Failure>([&] {
               statement.step();
               static_cast<void>(statement.row().cell(0).template read<Wire>());
           })
        .message();
}

constexpr std::int64_t day = 86'400'000'000;

} // namespace

TEST_CASE("numbers make the round trip to their limits", "[postgres_cell]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    round_trip<std::int16_t> small(session, {.kind = type_kind::small_integer}, "int2");
    CHECK(small(-32'768, "-32768") == -32'768);
    CHECK(small(32'767, "32767") == 32'767);
    round_trip<std::int32_t> normal(session, {.kind = type_kind::integer}, "int4");
    CHECK(normal(std::numeric_limits<std::int32_t>::min(), "-2147483648") == std::numeric_limits<std::int32_t>::min());
    round_trip<std::int64_t> big(session, {.kind = type_kind::big_integer}, "int8");
    CHECK(big(std::numeric_limits<std::int64_t>::min(), "-9223372036854775808") ==
          std::numeric_limits<std::int64_t>::min());
    CHECK(big(std::numeric_limits<std::int64_t>::max(), "9223372036854775807") ==
          std::numeric_limits<std::int64_t>::max());
    round_trip<bool> boolean(session, {.kind = type_kind::boolean}, "bool");
    CHECK(boolean(true, "true"));
    CHECK_FALSE(boolean(false, "false"));
}

TEST_CASE("real numbers make the round trip bit by bit", "[postgres_cell]") {
    postgres_session session;
    if (!session) return;
    round_trip<double> wide(session, {.kind = type_kind::double_precision}, "float8");
    CHECK(wide(0.1, "0.1") == 0.1);
    CHECK(wide(std::numeric_limits<double>::max(), "1.7976931348623157e+308") == std::numeric_limits<double>::max());
    CHECK(wide(std::numeric_limits<double>::denorm_min(), "5e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(std::signbit(wide(-0.0, "-0")));
    CHECK(wide(std::numeric_limits<double>::infinity(), "Infinity") == std::numeric_limits<double>::infinity());
    CHECK(std::isnan(wide(std::nan(""), "NaN")));
    round_trip<float> narrow(session, {.kind = type_kind::real}, "float4");
    CHECK(narrow(0.1f, "0.1") == 0.1f);
    CHECK(narrow(-std::numeric_limits<float>::infinity(), "-Infinity") == -std::numeric_limits<float>::infinity());
    CHECK(std::isnan(narrow(std::numeric_limits<float>::quiet_NaN(), "NaN")));
}

TEST_CASE("text makes the round trip, however long", "[postgres_cell]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    round_trip<std::string_view> text(session, {.kind = type_kind::text}, "text");
    for (std::string_view each :
         {"", "it's \"quoted\"", "\\ % _ $1 {}", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", "\x01\x7f\r\n"})
        CHECK(text(each, each) == each);
    const std::string long_one(10'000'000, 'x');
    CHECK(text(long_one, long_one) == long_one);
    // What is no UTF-8 the server refuses, and the connection goes on.
    const auto failure = caught<conversion_error>([&] { text("\xff", ""); });
    CHECK(failure.code() == "22021");
    CHECK_THROWS_AS(text(std::string_view("a\0b", 3), ""), conversion_error);
    CHECK(text("good", "good") == "good");
}

TEST_CASE("bytes, JSON and UUIDs make the round trip", "[postgres_cell]") {
    postgres_session session;
    if (!session) return;
    std::string all(256, '\0');
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i);
    const auto as_bytes = [](const std::string& text) {
        return wire::bytes(reinterpret_cast<const std::byte*>(text.data()), text.size());
    };
    auto bytes = session->prepare(text_statement("SELECT $1::bytea, length($1)", {{.kind = type_kind::bytes}},
                                                 {type_kind::bytes, type_kind::integer}),
                                  true);
    for (const std::string& each : {all, std::string(), std::string("\0", 1)}) {
        bytes.begin(false);
        bytes.bind(1, as_bytes(each));
        REQUIRE(bytes.step());
        const auto back = bytes.row().cell(0).read<wire::bytes>();
        CHECK(std::string(reinterpret_cast<const char*>(back.data()), back.size()) == each);
        CHECK(bytes.row().cell(1).read<std::int32_t>() == static_cast<int>(each.size()));
        CHECK_FALSE(bytes.row().cell(0).is_null());
        bytes.reset();
    }
    round_trip<wire::json> json(session, {.kind = type_kind::json}, "jsonb");
    CHECK(json({R"({"a": [1, null]})"}, R"({"a": [1, null]})").text == R"({"a": [1, null]})");
    CHECK_THROWS_AS(json({"{"}, ""), conversion_error);
    auto plain_json = session->prepare(text_statement("SELECT '{}'::json", {}, {type_kind::json}), true);
    REQUIRE(plain_json.step());
    CHECK(plain_json.row().cell(0).read<wire::json>().text == "{}");

    round_trip<wire::uuid> uuids(session, {.kind = type_kind::uuid}, "uuid");
    const wire::uuid id{uuid::parse("01234567-89ab-cdef-0123-456789abcdef")->bytes};
    CHECK(uuids(id, "01234567-89ab-cdef-0123-456789abcdef").bytes == id.bytes);
}

TEST_CASE("times make the round trip", "[postgres_cell]") {
    postgres_session session;
    if (!session) return;
    round_trip<wire::timestamp> stamp(session, {.kind = type_kind::timestamp}, "timestamptz");
    CHECK(stamp({0}, "1970-01-01 00:00:00+00").microseconds == 0);
    CHECK(stamp({-1}, "1969-12-31 23:59:59.999999+00").microseconds == -1);
    CHECK(stamp({-210'866'803'200'000'000}, "4714-11-24 00:00:00+00 BC").microseconds == -210'866'803'200'000'000);
    CHECK(stamp({9'223'371'331'199'999'999}, "294247-01-01 23:59:59.999999+00").microseconds ==
          9'223'371'331'199'999'999);
    CHECK_THROWS_AS(stamp({-210'866'803'200'000'001}, ""), conversion_error);
    round_trip<wire::date> date(session, {.kind = type_kind::date}, "date");
    CHECK(date({0}, "1970-01-01").days == 0);
    CHECK(date({11'016}, "2000-02-29").days == 11'016);
    CHECK(date({-719'163}, "0001-12-31 BC").days == -719'163);
    round_trip<wire::time> time(session, {.kind = type_kind::time}, "time");
    CHECK(time({0}, "00:00:00").microseconds == 0);
    CHECK(time({day}, "24:00:00").microseconds == day);
    CHECK(time({day - 1}, "23:59:59.999999").microseconds == day - 1);
    CHECK_THROWS_AS(time({day + 1}, ""), conversion_error);
    round_trip<wire::interval> interval(session, {.kind = type_kind::interval}, "interval");
    CHECK(interval({90 * 60 * 1'000'000LL}, "01:30:00").microseconds == 90 * 60 * 1'000'000LL);
    CHECK(interval({-1}, "-00:00:00.000001").microseconds == -1);
    check_read(session, type_kind::interval, "interval '1 day 1 second'", wire::interval{day + 1'000'000});
    // A timestamp without a zone is UTC, on the way back, too.
    check_read(session, type_kind::timestamp, "timestamp '1970-01-02'", wire::timestamp{day});
    check_read(session, type_kind::timestamp, "timestamptz '1970-01-02'::timestamp", wire::timestamp{day});
}

TEST_CASE("decimals are the server's to the last digit", "[postgres_cell]") {
    postgres_session session;
    if (!session) return;
    round_trip<wire::decimal> number(session, {.kind = type_kind::decimal}, "numeric");
    std::mt19937_64 random(7);
    const auto check = [&](std::int64_t coefficient, unsigned scale) {
        const wire::decimal value{coefficient, static_cast<std::uint8_t>(scale)};
        const wire::decimal back = number(value, print_decimal(coefficient, scale));
        CAPTURE(coefficient, scale);
        CHECK(rescale(back.coefficient, back.scale, scale) == coefficient);
    };
    for (unsigned scale = 0; scale <= 18; ++scale) {
        check(std::numeric_limits<std::int64_t>::min(), scale);
        check(std::numeric_limits<std::int64_t>::max(), scale);
        check(0, scale);
        for (int i = 0; i < 50; ++i) check(static_cast<std::int64_t>(random()) >> (random() % 64), scale);
    }
    using decimal = wire::decimal;
    constexpr type_kind kind = type_kind::decimal;
    CHECK(read_failure<decimal, conversion_error>(session, kind, "'NaN'::numeric") ==
          "column \"x\" holds NaN, which a decimal cannot hold");
    CHECK(read_failure<decimal, conversion_error>(session, kind, "'-Infinity'::numeric").find("infinite") !=
          std::string::npos);
    CHECK(read_failure<decimal, conversion_error>(session, kind, "1e19::numeric").find("more digits") !=
          std::string::npos);
    CHECK(read_failure<decimal, conversion_error>(session, kind, "1e-19::numeric").find("more digits") !=
          std::string::npos);
    auto shown =
        session->prepare(text_statement("SELECT 1.500::numeric(30, 20), 1e18::numeric", {}, {kind, kind}), true);
    REQUIRE(shown.step());
    CHECK(shown.row().cell(0).read<decimal>().coefficient == 15);
    CHECK(shown.row().cell(1).read<decimal>().coefficient == power_of_ten(18));
}

TEST_CASE("what a field cannot hold is an error that names the column", "[postgres_cell]") {
    postgres_session session;
    if (!session) return;
    CHECK(read_failure<wire::timestamp, conversion_error>(session, type_kind::timestamp, "timestamptz 'infinity'") ==
          "column \"x\" holds an infinite time, which the field cannot hold");
    CHECK(read_failure<wire::date, conversion_error>(session, type_kind::date, "date '-infinity'") ==
          "column \"x\" holds an infinite date, which the field cannot hold");
    CHECK(read_failure<wire::interval, conversion_error>(session, type_kind::interval, "interval '1 month'") ==
          "column \"x\" holds an interval with months, which has no fixed length");
    CHECK(read_failure<std::int64_t, schema_mismatch>(session, type_kind::big_integer, "NULL::int8") ==
          "column \"x\" is NULL, the field wants bigint (int8)");
    CHECK(read_failure<std::string_view, schema_mismatch>(session, type_kind::text, "NULL::text") ==
          "column \"x\" is NULL, the field wants text");
    CHECK(read_failure<wire::decimal, schema_mismatch>(session, type_kind::decimal, "NULL::numeric") ==
          "column \"x\" is NULL, the field wants numeric");
}

TEST_CASE("cells of rows that nobody declared look at their type themselves", "[postgres_cell]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    auto statement = session->prepare(text_statement("SELECT 1::int8 AS n, 'a' AS t"), true);
    REQUIRE(statement.step());
    CHECK(statement.row().cell(0).read<std::int64_t>() == 1);
    CHECK(statement.row().cell(1).read<std::string_view>() == "a");
    const auto failure = caught<schema_mismatch>([&] { static_cast<void>(statement.row().cell(0).read<double>()); });
    CHECK(failure.message() == "column \"n\" is bigint (int8), the field wants double precision (float8)");
    CHECK(failure.sql() == "SELECT 1::int8 AS n, 'a' AS t");
    CHECK_THROWS_AS(statement.row().cell(0).read<wire::timestamp>(), schema_mismatch);
    CHECK_THROWS_AS(statement.row().cell(2).read<std::int64_t>(), schema_mismatch);
}

namespace {

template <class Wire> void check_array_of(postgres_session& session, sql_type type, const std::string& name,
                                          const std::vector<Wire>& values, const std::string& text) {
    type.list = true;
    wire::list_items<Wire> items;
    for (const Wire& value : values) items.add().value = value;
    auto statement =
        session->prepare(text_statement("SELECT ($1::" + name + "[])::text", {type}, {type_kind::text}), true);
    statement.begin(false);
    statement.bind_list(1, items);
    REQUIRE(statement.step());
    CHECK(statement.row().cell(0).template read<std::string_view>() == text);
}

} // namespace

TEST_CASE("lists of every type are arrays", "[postgres_cell]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    check_array_of<bool>(session, {.kind = type_kind::boolean}, "bool", {true, false}, "{t,f}");
    check_array_of<std::int16_t>(session, {.kind = type_kind::small_integer}, "int2", {-1, 2}, "{-1,2}");
    check_array_of<std::int32_t>(session, {.kind = type_kind::integer}, "int4", {1 << 30}, "{1073741824}");
    check_array_of<std::int64_t>(session, {.kind = type_kind::big_integer}, "int8", {}, "{}");
    check_array_of<float>(session, {.kind = type_kind::real}, "float4", {0.5f}, "{0.5}");
    check_array_of<double>(session, {.kind = type_kind::double_precision}, "float8", {0.1}, "{0.1}");
    check_array_of<std::string_view>(session, {.kind = type_kind::text}, "text", {"", "a,\"b\"", "NULL"},
                                     R"({"","a,\"b\"","NULL"})");
    const std::byte one{1};
    check_array_of<wire::bytes>(session, {.kind = type_kind::bytes}, "bytea", {wire::bytes(&one, 1)}, R"({"\\x01"})");
    check_array_of<wire::timestamp>(session, {.kind = type_kind::timestamp}, "timestamptz", {{0}},
                                    R"({"1970-01-01 00:00:00+00"})");
    check_array_of<wire::date>(session, {.kind = type_kind::date}, "date", {{0}}, "{1970-01-01}");
    check_array_of<wire::time>(session, {.kind = type_kind::time}, "time", {{0}}, "{00:00:00}");
    check_array_of<wire::interval>(session, {.kind = type_kind::interval}, "interval", {{1'000'000}}, "{00:00:01}");
    check_array_of<wire::uuid>(session, {.kind = type_kind::uuid}, "uuid", {{}},
                               "{00000000-0000-0000-0000-000000000000}");
    check_array_of<wire::decimal>(session, {.kind = type_kind::decimal}, "numeric", {{-125, 2}}, "{-1.25}");
    check_array_of<wire::json>(session, {.kind = type_kind::json}, "jsonb", {{"{}"}}, "{\"{}\"}");
    check_array_of<std::string_view>(session, {.kind = type_kind::enumeration, .enumeration = &plain}, "text",
                                     {"a", "b"}, "{a,b}");
    session->execute("CREATE TYPE pg_temp.letter AS ENUM ('a', 'b')");
    check_array_of<std::string_view>(session, {.kind = type_kind::enumeration, .enumeration = &native},
                                     "pg_temp.letter", {"a", "b"}, "{a,b}");
}

TEST_CASE("a native enum travels by its label", "[postgres_cell]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    session->execute("CREATE TYPE pg_temp.letter AS ENUM ('a', 'b'); CREATE TEMP TABLE paper (x pg_temp.letter)");
    const sql_type type{.kind = type_kind::enumeration, .enumeration = &native};
    sql_type list = type;
    list.list = true;
    auto insert = session->prepare(text_statement("INSERT INTO paper VALUES ($1)", {type}), true);
    insert.begin(false);
    insert.bind(1, std::string_view("b"));
    insert.step();
    auto select = session->prepare(
        text_statement("SELECT x FROM paper WHERE x = $1 AND x = ANY($2)", {type, list}, {type_kind::enumeration}),
        true);
    const wire::list_items<std::string_view> both{{"a"}, {"b"}};
    select.begin(false);
    select.bind(1, std::string_view("b"));
    select.bind_list(2, both);
    REQUIRE(select.step());
    CHECK(select.row().cell(0).read<std::string_view>() == "b");
    insert.reset();
    insert.bind(1, std::string_view("z"));
    CHECK_THROWS_AS(insert.step(), conversion_error);
}
