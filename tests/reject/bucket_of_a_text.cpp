// expect: refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = ntile("4").over(order_by(col<&Post::id>));
constexpr auto way_2 = ntile(col<&Post::score>).over(order_by(col<&Post::id>));
constexpr auto way_3 = lag(col<&Post::id>, true).over(order_by(col<&Post::id>));
#else
constexpr auto way_1 = ntile(4).over(order_by(col<&Post::id>));
constexpr auto way_2 = ntile(col<&Post::views>).over(order_by(col<&Post::id>));
constexpr auto way_3 = lag(col<&Post::id>, 1).over(order_by(col<&Post::id>));
#endif
