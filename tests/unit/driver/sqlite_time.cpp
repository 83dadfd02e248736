// The stored form of dates and times: written, and nothing else read.

#include <refract/driver/sqlite_time.hpp>

#include <support/catch.hpp>

#include <random>
#include <string>

using namespace refract;
using namespace refract::detail;

TEST_CASE("what is written is read, and no other text is", "[sqlite_time]") {
    std::mt19937_64 random(7);
    constexpr std::int64_t first = -719'528 * std::int64_t{86'400'000'000},
                           last = 2'932'897 * std::int64_t{86'400'000'000};
    for (int i = 0; i < 20'000; ++i) {
        auto at = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last - first)) + first;
        if (i % 3 == 0) at -= at % 1'000'000;
        if (i % 3 == 1) at -= at % 1'000;
        std::string text(sqlite_moment(wire::timestamp{at}).view());
        std::int64_t back = 0;
        CAPTURE(text);
        REQUIRE(stored_time_reader{text}.timestamp(back) == stored_time::good);
        REQUIRE(back == at);
        // One character more, less or other: another time, none, or no time; never the same one.
        std::string other = text;
        other[random() % other.size()] = "0123456789-: .TZ+x"[random() % 18];
        if (i % 5 == 0) other.pop_back();
        if (i % 7 == 0) other += "0 Z."[random() % 4];
        if (other == text || stored_time_reader{other}.timestamp(back) != stored_time::good) continue;
        REQUIRE(sqlite_moment(wire::timestamp{back}).view() == other);
        REQUIRE(back != at);
    }
}

TEST_CASE("years of other than four digits cannot be written", "[sqlite_time]") {
    CHECK(sqlite_moment(wire::date{-719'528}).view() == "0000-01-01");
    CHECK(sqlite_moment(wire::date{2'932'896}).view() == "9999-12-31");
    CHECK_THROWS_AS(sqlite_moment(wire::date{-719'529}), conversion_error);
    CHECK_THROWS_AS(sqlite_moment(wire::date{2'932'897}), conversion_error);
    CHECK_THROWS_AS(sqlite_moment(wire::timestamp{-719'528 * std::int64_t{86'400'000'000} - 1}), conversion_error);
}
