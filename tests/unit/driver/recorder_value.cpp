// Values as the recorder shows, compares and plays them back.

#include <refract/driver/recorder_value.hpp>

#include <refract/codec/bytes.hpp>
#include <refract/codec/chrono.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/codec/json.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/numeric.hpp>
#include <refract/codec/text.hpp>

#include <support/catch.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

enum class Role { reader, author };

template <class Wire> std::optional<Wire> read(const any_value& value) {
    Wire out{};
    if (!recorder_reader(value).read(out)) return std::nullopt;
    return out;
}

} // namespace

TEST_CASE("values are shown as SQL spells them", "[recorder_value]") {
    using namespace std::chrono;
    CHECK(show(any_value(std::nullopt)) == "NULL");
    CHECK(show(any_value(std::optional<int>())) == "NULL");
    CHECK(show(any_value(true)) == "true");
    CHECK(show(any_value(-7)) == "-7");
    CHECK(show(any_value(0.1)) == "0.1");
    CHECK(show(any_value("it's")) == "'it''s'");
    CHECK(show(any_value(std::string(300, 'x'))) == "'" + std::string(200, 'x') + "'... (300 bytes)");
    CHECK(show(any_value(Role::author)) == "'author'");
    CHECK(show(any_value(decimal<2>::from_coefficient(-125))) == "-1.25");
    CHECK(show(any_value(sys_seconds{1s})) == "'1970-01-01 00:00:01'");
    CHECK(show(any_value(2ms)) == "2000 microseconds");
    CHECK(show(any_value(std::vector<std::byte>{std::byte{0x0a}, std::byte{0xff}})) == "x'0aff'");
    CHECK(show(any_value(uuid{})) == "'00000000-0000-0000-0000-000000000000'");
    CHECK(show_list({any_value(1), any_value("a")}, '(', ')') == "(1, 'a')");
}

TEST_CASE("a parameter is what is expected in whatever width it travels", "[recorder_value]") {
    CHECK(is_same_value(7, std::int64_t{7}));
    CHECK(is_same_value(std::uint8_t{7}, 7));
    CHECK_FALSE(is_same_value(7, 8));
    CHECK(is_same_value(1.5, 1.5f));
    CHECK(is_same_value(2, 2.0));
    CHECK(is_same_value(decimal<2>::from_coefficient(150), decimal<3>::from_coefficient(1500)));
    CHECK_FALSE(is_same_value(decimal<2>::from_coefficient(150), decimal<3>::from_coefficient(1501)));
    CHECK(is_same_value(2, decimal<2>::from_coefficient(200)));
    CHECK(is_same_value("author", Role::author));
    CHECK(is_same_value(numeric("7.50"), numeric("7.5")));
    CHECK_FALSE(is_same_value(numeric("12345678901234567890.1"), numeric("12345678901234567890.2")));
    CHECK(is_same_value(7, numeric("7.0")));
    CHECK(is_same_value(numeric("-1.5"), decimal<2>::from_coefficient(-150)));
    CHECK_FALSE(is_same_value("7", numeric(7)));
    CHECK_FALSE(is_same_value("7", 7));
    CHECK_FALSE(is_same_value(true, 1));
    CHECK(is_same_value(std::nullopt, std::optional<std::string>()));
    CHECK_FALSE(is_same_value(std::nullopt, 0));
    any_value list;
    list.type = {.kind = type_kind::integer, .list = true};
    list.null = false;
    any_value longer = list;
    longer.list.push_back(1);
    CHECK(is_same_value(longer, longer));
    CHECK_FALSE(is_same_value(list, longer));
    CHECK(show(longer) == "[1]");
}

TEST_CASE("canned values are read by fields of their kind", "[recorder_value]") {
    CHECK(read<std::int64_t>(7) == 7);
    CHECK(read<std::int16_t>(std::int64_t{7}) == 7);
    CHECK_THROWS_AS(read<std::int16_t>(100'000), conversion_error);
    CHECK(read<bool>(true) == true);
    CHECK(read<bool>(1) == true);
    CHECK(read<double>(1.5) == 1.5);
    CHECK(read<double>(2) == 2.0);
    CHECK(read<std::string_view>("a") == "a");
    CHECK(read<std::string_view>(Role::author) == "author");
    CHECK_FALSE(read<std::string_view>(7));
    CHECK_FALSE(read<std::int64_t>("7"));
    CHECK(read<wire::json>("{}")->text == "{}");
    CHECK(read<wire::bytes>(std::vector<std::byte>(3))->size() == 3);
    CHECK(read<wire::uuid>(uuid{.bytes = {1}})->bytes[0] == 1);
    CHECK(read<wire::decimal>(decimal<2>::from_coefficient(150))->scale == 2);
    CHECK(read<wire::decimal>(3)->coefficient == 3);
    CHECK(read<wire::timestamp>(std::chrono::sys_seconds(std::chrono::seconds(1)))->microseconds == 1'000'000);
    CHECK(read<wire::interval>(std::chrono::seconds(1))->microseconds == 1'000'000);
    CHECK_FALSE(read<wire::timestamp>(std::chrono::seconds(1)));
    CHECK(read<wire::date>(std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(2))))->days == 2);
}

TEST_CASE("what a statement binds becomes a value of its parameter's type", "[recorder_value]") {
    const any_value number = make_any_value({.kind = type_kind::integer}, std::int32_t{7});
    CHECK(number == any_value(7));
    CHECK(make_any_value({}, std::string_view("a")).type.kind == type_kind::text);
    CHECK(make_any_value({.kind = type_kind::text, .of_column = true}, std::string_view("a")) == any_value("a"));
    CHECK(make_any_value({.kind = type_kind::decimal}, wire::decimal{5, 1}).type.scale == 1);
    CHECK_FALSE(make_any_value({.kind = type_kind::integer, .list = true}, std::int32_t{7}).type.list);
}
