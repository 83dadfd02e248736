// expect: refract: row_number, rank, lag and the like count or choose among all rows of their window: they have no filter(...) and no distinct(). Write the condition in where of a query inside, or take an aggregate: count().filter(condition).over(...). [E298]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = row_number().filter(col<&Post::published>);
constexpr auto way_2 = lag(col<&Post::views>).distinct();
#else
constexpr auto way_1 = count().filter(col<&Post::published>).over();
constexpr auto way_2 = lag(col<&Post::views>).over(order_by(col<&Post::id>));
#endif
