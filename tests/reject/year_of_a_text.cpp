// expect: refract: year_of, quarter_of, month_of, week_of, day_of and the like need a date or a point in time, hour_of, minute_of and second_of a time of day or a point in time, and date_trunc a point in time, or a date to weeks and more. Use a column of such a std::chrono type. [E045]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(year_of(col<&User::name>));
#else
constexpr auto query = from<User>().select(year_of(col<&User::created_at>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
