// expect: refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto rows = ntile("2");
#else
constexpr auto rows = ntile(2);
#endif

constexpr auto text = sql<dialect::sqlite>(from<Post>().select(rows.over(order_by(col<&Post::id>))));
