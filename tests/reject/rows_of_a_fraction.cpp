// expect: refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto frame = rows_between(preceding(1.5), current_row);
#else
constexpr auto frame = rows_between(preceding(1), current_row);
#endif

constexpr auto query = from<Post>().select(count().over(order_by(col<&Post::id>), frame));
constexpr auto text = sql<dialect::sqlite>(query);
