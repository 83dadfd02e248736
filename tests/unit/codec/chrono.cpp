#include <refract/codec/chrono.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <limits>

using namespace std::chrono;
using refract::as_integer;
using refract::codec;
using refract::type_kind;

static_assert(codec<sys_time<microseconds>>::type.kind == type_kind::timestamp);
static_assert(codec<sys_seconds>::type.kind == type_kind::timestamp);
static_assert(codec<sys_days>::type.kind == type_kind::timestamp);
static_assert(codec<year_month_day>::type.kind == type_kind::date);
static_assert(codec<hh_mm_ss<milliseconds>>::type.kind == type_kind::time);
static_assert(codec<hours>::type.kind == type_kind::interval);
static_assert(codec<as_integer<sys_seconds>>::type.kind == type_kind::big_integer);
static_assert(codec<system_clock::time_point>::type.kind == type_kind::timestamp);
static_assert(codec<nanoseconds>::type.kind == type_kind::interval);
static_assert(refract::detail::storable<hh_mm_ss<nanoseconds>>);
static_assert(!refract::detail::storable<duration<std::int64_t, std::ratio<1, 3>>>); // no number of microseconds

namespace {

template <class Value> Value round_trip(const Value& value) {
    Value out{};
    codec<Value>::decode(codec<Value>::encode(value), out);
    return out;
}

} // namespace

TEST_CASE("times of every unit travel as microseconds and come back") {
    const auto moment = sys_days(year{1969} / 7 / 20) + 20h + 17min + 40s;
    CHECK(codec<sys_seconds>::encode(moment).microseconds == moment.time_since_epoch() / 1us);
    CHECK(round_trip(sys_seconds(moment)) == moment);
    CHECK(round_trip(sys_time<microseconds>(moment + 1us)) == moment + 1us);
    CHECK(round_trip(sys_time<minutes>(floor<minutes>(moment))) == floor<minutes>(moment));
    CHECK(round_trip(milliseconds(-1500)) == -1500ms);
    CHECK(round_trip(duration<double>(1.5)) == duration<double>(1.5));
}

TEST_CASE("a stored time that the field cannot hold exactly is an error, not rounded") {
    sys_seconds second;
    CHECK_THROWS_AS(codec<sys_seconds>::decode({1'500'000}, second), refract::conversion_error);
    duration<std::int8_t> small{};
    CHECK_THROWS_AS(codec<decltype(small)>::decode({128'000'000}, small), refract::conversion_error);
    CHECK_THROWS_AS(codec<hours>::encode(hours(std::numeric_limits<hours::rep>::max())), refract::conversion_error);
}

TEST_CASE("finer units than microseconds are stored where nothing is lost, and refused where it would be") {
    const system_clock::time_point moment = sys_days(year{2024} / 2 / 29) + 1us;
    CHECK(round_trip(moment) == moment);
    CHECK(round_trip(-moment.time_since_epoch()) == -moment.time_since_epoch());
    CHECK(codec<nanoseconds>::encode(2'000ns).microseconds == 2);
    CHECK(round_trip(hh_mm_ss<nanoseconds>(23h + 5us)).to_duration() == 23h + 5us);
    CHECK(round_trip(duration<double, std::nano>(1'500.0)) == duration<double, std::nano>(2'000.0)); // no whole number
    CHECK(round_trip(duration<std::int64_t, std::pico>(-3'000'000)).count() == -3'000'000);
    CHECK_THROWS_AS(codec<nanoseconds>::encode(1ns), refract::conversion_error);
    CHECK_THROWS_AS(codec<system_clock::time_point>::encode(moment - 1ns), refract::conversion_error);
    // 1677 to 2262 is all that 64 bits of nanoseconds reach.
    system_clock::time_point far;
    CHECK_THROWS_AS(codec<system_clock::time_point>::decode({9'300'000'000'000'000}, far), refract::conversion_error);
    CHECK(round_trip(system_clock::time_point(floor<microseconds>(nanoseconds::max()))).time_since_epoch() ==
          floor<microseconds>(nanoseconds::max()));
}

TEST_CASE("every day of four centuries round trips, and no other") {
    for (sys_days day = sys_days(year{1799} / 1 / 1); day < sys_days(year{2200} / 1 / 1); day += days(1))
        if (round_trip(year_month_day(day)) != year_month_day(day)) FAIL("a day is lost");
    CHECK(codec<year_month_day>::encode(year{2024} / 2 / 29).days == 19782);
    CHECK_THROWS_AS(codec<year_month_day>::encode(year{2023} / 2 / 29), refract::conversion_error);
}

TEST_CASE("a time of day lies within a day") {
    using clock = hh_mm_ss<microseconds>;
    CHECK(round_trip(clock(86'399'999'999us)).to_duration() == 86'399'999'999us);
    CHECK(round_trip(clock(0us)).to_duration() == 0us);
    CHECK_THROWS_AS(codec<clock>::encode(clock(-1us)), refract::conversion_error);
    CHECK_THROWS_AS(codec<clock>::encode(clock(25h)), refract::conversion_error);
}

TEST_CASE("as_integer counts the type's own unit") {
    const as_integer<sys_seconds> moment(sys_seconds(1'700'000'000s));
    CHECK(codec<as_integer<sys_seconds>>::encode(moment) == 1'700'000'000);
    CHECK(round_trip(moment) == moment);
    CHECK(codec<as_integer<minutes>>::encode(minutes(90)) == 90);
}
