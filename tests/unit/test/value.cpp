#include <refract/test/value.hpp>

#include <refract/refract.hpp>

#include <support/catch.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;

namespace {

enum class colour { red, green, blue };

template <class Field> struct many {
    std::vector<Field> all;
    many(value_wish wish, int count = 300) {
        for (int i = 1; i <= count; ++i) {
            wish.row = static_cast<std::uint64_t>(i);
            Field made{};
            make_value(made, wish, mix_seed(7, wish.row));
            all.push_back(made);
        }
    }
};
struct column_of_text {
    column_info info{.name = "code", .field = "code", .type = {.kind = type_kind::text}};
    column_details details{};
    value_wish wish{.column = &info, .details = &details};
};

} // namespace

TEST_CASE("sizes are read out of types", "[test_value]") {
    static_assert(read_type_sizes("varchar(20)").first == 20);
    static_assert(read_type_sizes("NUMERIC(10, 2)").first == 10);
    static_assert(read_type_sizes("NUMERIC(10, 2)").second == 2);
    static_assert(read_type_sizes("text").first == 0);
    static_assert(read_type_sizes("odd)(").first == 0);
}

TEST_CASE("texts keep to the length of their column, also where they are unique or hostile", "[test_value]") {
    column_of_text on;
    on.details.type_name = "varchar(4)";
    on.wish.is_unique = true;
    std::set<std::string> seen;
    for (const std::string& each : many<std::string>(on.wish).all) {
        REQUIRE(each.size() <= 4);
        seen.insert(each);
    }
    CHECK(seen.size() == 300);
    on.wish.is_hostile = true;
    for (const std::string& each : many<std::string>(on.wish).all) REQUIRE(first_characters(each, 4) == each);
}

TEST_CASE("numbers keep to what their field and column hold", "[test_value]") {
    column_of_text on;
    on.info.type = type_of<std::uint8_t>;
    on.info.range = limits_of<std::uint8_t>();
    on.wish.is_hostile = true;
    std::set<int> seen;
    for (const std::uint8_t each : many<std::uint8_t>(on.wish).all) seen.insert(each);
    CHECK(seen.count(0) == 1);
    CHECK(seen.count(255) == 1);
    on.info.type = type_of<std::int64_t>;
    on.info.range = limits_of<std::int64_t>();
    std::set<std::int64_t> wide;
    for (const std::int64_t each : many<std::int64_t>(on.wish).all) wide.insert(each);
    CHECK(wide.count(std::numeric_limits<std::int64_t>::min()) == 1);
    CHECK(wide.count(std::numeric_limits<std::int64_t>::max()) == 1);
    on.details.type_name = "numeric(4,2)";
    on.info.type = type_of<decimal<2>>;
    for (const decimal<2>& each : many<decimal<2>>(on.wish).all)
        REQUIRE((each.coefficient >= -9'999 && each.coefficient <= 9'999));
}

TEST_CASE("every type that has no hands of its own gets values, and not always the same", "[test_value]") {
    column_of_text on;
    const auto differ = [&]<class Field>(const Field&) {
        const std::vector<Field> all = many<Field>(on.wish).all;
        for (const Field& each : all)
            if (!(any_value(each) == any_value(all.front()))) return true;
        return false;
    };
    CHECK(differ(false));
    CHECK(differ(colour::red));
    CHECK(differ(0.0F));
    CHECK(differ(0.0));
    CHECK(differ(std::u8string()));
    CHECK(differ(std::vector<std::byte>()));
    CHECK(differ(std::array<std::uint8_t, 4>{}));
    CHECK(differ(std::chrono::sys_time<std::chrono::microseconds>()));
    CHECK(differ(std::chrono::sys_days()));
    CHECK(differ(std::chrono::year_month_day(std::chrono::sys_days())));
    CHECK(differ(std::chrono::hh_mm_ss<std::chrono::seconds>()));
    CHECK(differ(std::chrono::hours()));
    CHECK(differ(std::chrono::milliseconds()));
    CHECK(differ(uuid()));
    CHECK(differ(numeric("0")));
    CHECK(differ(json()));
    CHECK(differ(std::vector<std::int32_t>()));
    CHECK(differ(std::optional<std::string>()));
    on.wish.is_never_null = true;
    for (const auto& each : many<std::optional<int>>(on.wish).all) REQUIRE(each.has_value());
}

TEST_CASE("where values were refused, the constants of checks are tried", "[test_value]") {
    column_of_text on;
    on.wish.hints = {make_literal(std::string_view("yes")), make_literal(std::int32_t{40})};
    on.wish.attempt = 1;
    bool has_text = false, has_length = false;
    for (const std::string& each : many<std::string>(on.wish).all) {
        has_text |= each == "yes";
        has_length |= each.size() == 40 && each.find(' ') == std::string::npos;
    }
    CHECK(has_text);
    CHECK(has_length);
    on.wish.hints = {make_literal(std::int32_t{123'456'789})};
    std::set<std::int32_t> near;
    for (const std::int32_t each : many<std::int32_t>(on.wish).all)
        if (each > 100'000'000) near.insert(each - 123'456'789);
    CHECK(near.count(0) == 1);
    CHECK(near.count(1) == 1);
    CHECK(near.size() <= 3);
}
