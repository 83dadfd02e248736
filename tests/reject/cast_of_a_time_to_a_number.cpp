// expect: refract: databases do not agree on what this cast means. Numbers, booleans and text are cast into each other, a time into a date, a time of day or text, a date into a time, and text into what it may spell; read anything else and convert it in C++. [E110]
#include "models.hpp"

#include <chrono>

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(cast<std::int64_t>(col<&User::created_at>));
#else
constexpr auto query = from<User>().select(cast<std::chrono::year_month_day>(col<&User::created_at>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
