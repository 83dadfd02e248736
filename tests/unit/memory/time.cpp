#include <refract/memory/time.hpp>
#include <refract/refract.hpp>

#include "support/catch.hpp"

#include <limits>

using namespace refract;
using namespace refract::detail;

TEST_CASE("parts of times before 1970 too") {
    const sql_type moment{.kind = type_kind::timestamp}, date{.kind = type_kind::date};
    CHECK(year_part(moment, -1) == 1969);
    CHECK(hour_part(moment, -1) == 23);
    CHECK(minute_part(moment, -1) == 59);
    CHECK(weekday_part(date, 0) == 4);
    CHECK(weekday_part(date, -5) == 6);
    CHECK(truncated(make_counted(date, 40), date_unit::month).number == 31);
    CHECK(truncated(make_counted(moment, -1), date_unit::day).number == -microseconds_of_day);
    CHECK(moved(5, -1, 7) == -2);
    CHECK_THROWS_AS(moved(std::numeric_limits<std::int64_t>::max(), 1, 1), conversion_error);
    CHECK(present(true) % 1'000'000 == 0);
}
