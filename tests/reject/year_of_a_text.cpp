// expect: refract: year_of, month_of, day_of and weekday_of need a date or a point in time, hour_of and minute_of a time of day or a point in time. Use a column of such a std::chrono type. [E045]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(year_of(col<&User::name>));
#else
constexpr auto query = from<User>().select(year_of(col<&User::created_at>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
