#include <refract/base/calendar.hpp>

#include "support/catch.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <string>

using namespace refract::detail;

namespace {

template <class Put> std::string text_of(Put put) {
    std::array<char, 64> buffer{};
    text_sink sink{.out = buffer.data()};
    put(sink);
    return {buffer.data(), sink.size};
}
std::string date_text(std::int64_t days) {
    return text_of([&](text_sink& out) { put_date(out, days); });
}
std::string time_text(std::int64_t microseconds) {
    return text_of([&](text_sink& out) { put_time(out, microseconds); });
}
std::string timestamp_text(std::int64_t microseconds) {
    return text_of([&](text_sink& out) { put_timestamp(out, microseconds); });
}

void compare_with_chrono(std::int64_t days) {
    const std::chrono::sys_days point{std::chrono::days(days)};
    const std::chrono::year_month_day expected(point);
    const civil_date found = civil_from_days(days);
    REQUIRE(found.year == static_cast<int>(expected.year()));
    REQUIRE(found.month == static_cast<unsigned>(expected.month()));
    REQUIRE(found.day == static_cast<unsigned>(expected.day()));
    REQUIRE(days_from_civil(found.year, found.month, found.day) == days);
}

constexpr std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

} // namespace

TEST_CASE("dates agree with <chrono>") {
    for (std::int64_t days = -30'000; days <= 60'000; ++days) compare_with_chrono(days); // 1887 to 2134
    for (std::int64_t days = -12'000'000; days <= 11'000'000; days += 997) compare_with_chrono(days);
}

TEST_CASE("dates are printed with four digits of the year at least") {
    static_assert(civil_from_days(0).year == 1970);
    REQUIRE(date_text(0) == "1970-01-01");
    REQUIRE(date_text(-1) == "1969-12-31");
    REQUIRE(date_text(19'782) == "2024-02-29");
    REQUIRE(date_text(days_from_civil(987, 6, 5)) == "0987-06-05");
    REQUIRE(date_text(days_from_civil(12345, 6, 7)) == "12345-06-07");
    REQUIRE(date_text(days_from_civil(-44, 3, 15)) == "-0044-03-15");
}

TEST_CASE("every printed date is read back") {
    for (std::int64_t days = -1'000'000; days <= 4'000'000; days += 331) {
        const std::chrono::year_month_day expected{std::chrono::sys_days{std::chrono::days(days)}};
        const int year = static_cast<int>(expected.year());
        std::array<char, 48> text{};
        std::snprintf(text.data(), text.size(), "%s%04d-%02u-%02u", year < 0 ? "-" : "", std::abs(year),
                      static_cast<unsigned>(expected.month()), static_cast<unsigned>(expected.day()));
        REQUIRE(date_text(days) == text.data());
        REQUIRE(parse_date(text.data()) == days);
    }
}

TEST_CASE("dates that do not exist are none") {
    for (const char* text : {"2023-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00",
                             "2026-01-32", "", "2026", "2026-01", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01x",
                             " 2026-01-01", "2026-01-01 12:00:00", "1234567-01-01"}) {
        CAPTURE(text);
        REQUIRE_FALSE(parse_date(text));
    }
    REQUIRE(parse_date("2000-02-29") == 11'016);
    REQUIRE(parse_date("2026-01-31 00:00:00") == parse_date("2026-01-31")); // how others store a date
    REQUIRE(parse_date("2026-01-31T00:00") == parse_date("2026-01-31"));
}

TEST_CASE("times have as many digits as they need") {
    REQUIRE(time_text(0) == "00:00:00");
    REQUIRE(time_text(23 * hour + 59 * minute + 59 * second + 500'000) == "23:59:59.5");
    REQUIRE(time_text(1) == "00:00:00.000001");
    REQUIRE(time_text(120'300) == "00:00:00.1203");
    REQUIRE(time_text(day) == "24:00:00");
}

TEST_CASE("every printed time is read back") {
    for (std::int64_t at = 0; at <= day; at += 7'777'777'7) {
        CAPTURE(at);
        REQUIRE(parse_time(time_text(at)) == at);
    }
    REQUIRE(parse_time("08:30") == 8 * hour + 30 * minute);
    REQUIRE(parse_time("08:30:15.1234569") == 8 * hour + 30 * minute + 15 * second + 123'456);
}

TEST_CASE("what is no time is none") {
    for (const char* text : {"", "8:30", "08", "08:60", "25:00", "24:00:01", "08:30:", "08:30:60", "08:30:15.",
                             "08:30.5", "08:30:15x", "-08:30", "08-30"}) {
        CAPTURE(text);
        REQUIRE_FALSE(parse_time(text));
    }
}

TEST_CASE("timestamps before 1970 count from the day before") {
    REQUIRE(timestamp_text(0) == "1970-01-01 00:00:00");
    REQUIRE(timestamp_text(-1) == "1969-12-31 23:59:59.999999");
    REQUIRE(timestamp_text(-day) == "1969-12-31 00:00:00");
    REQUIRE(timestamp_text(20'484 * day + 86'399'500'000) == "2026-01-31 23:59:59.5");
    for (std::int64_t at = -90'000 * day; at < 90'000 * day; at += 4'321'987'654'321)
        REQUIRE(parse_timestamp(timestamp_text(at)) == at);
}

TEST_CASE("timestamps are read with T, Z and offsets") {
    constexpr std::int64_t noon = 20'484 * day + 12 * hour;
    static_assert(parse_timestamp("2026-01-31 12:00:00") == noon);
    for (const char* text : {"2026-01-31 12:00", "2026-01-31T12:00:00Z", "2026-01-31 12:00:00z",
                             "2026-01-31 14:00:00+02", "2026-01-31 14:00:00+02:00", "2026-01-31T14:00:00+0200",
                             "2026-01-31 06:30:00 -05:30", "2026-02-01 00:00:00+12", "2026-01-30 24:00:00-12"}) {
        CAPTURE(text);
        REQUIRE(parse_timestamp(text) == noon);
    }
    REQUIRE(parse_timestamp("2026-01-31") == 20'484 * day);
    for (const char* text : {"2026-01-31 ", "2026-01-31 12", "2026-01-31x12:00:00", "2026-01-31 12:00:00 UTC",
                             "2026-01-31 12:00:00+2", "2026-01-31 12:00:00+02:0", "2026-02-29 12:00:00"}) {
        CAPTURE(text);
        REQUIRE_FALSE(parse_timestamp(text));
    }
}
