#include <refract/base/chrono.hpp>

#include "support/catch.hpp"

using namespace std::chrono;

// Everything that the core uses of <chrono>, from the smaller header.
static_assert(duration_cast<microseconds>(hours(1)).count() == 3'600'000'000);
static_assert(sys_time<microseconds>(seconds(1)).time_since_epoch() == microseconds(1'000'000));
static_assert(sys_days(days(2)).time_since_epoch() == hours(48));

TEST_CASE("durations and time points need no calendar") {
    const time_point<system_clock, microseconds> epoch{};
    REQUIRE(epoch + days(1) == sys_days(days(1)));
}
