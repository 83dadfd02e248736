// expect: refract: this stored form is none of the field's type. Dates and times: unix_seconds, unix_milliseconds, julian_day, text_seconds, text_milliseconds, text_microseconds, iso_seconds, iso_milliseconds; times of day: text_milliseconds, text_microseconds, hours_and_minutes; refract::uuid: uuid_bytes, uuid_digits, uuid_upper_case; bool: flag(yes, no). [E080]
#include "models.hpp"

struct Visit {
    std::int64_t id{};
    std::chrono::sys_seconds begun{};
};

template <> inline constexpr auto refract::model<Visit> = refract::table(
#ifdef REFRACT_REJECT
    refract::column<&Visit::begun>.stored_as(refract::flag("Y", "N")));
#else
    refract::column<&Visit::begun>.stored_as(refract::unix_seconds));
#endif

constexpr auto text = sql<dialect::sqlite>(from<Visit>());
