// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

constexpr auto frame = range_between(preceding(std::chrono::days(7)), current_row);
constexpr auto query = from<User>().select(count().over(order_by(col<&User::created_at>), frame));
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(query);
#else
constexpr auto text = sql<dialect::postgres>(query);
#endif
