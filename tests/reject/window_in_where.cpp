// expect: refract: a window function stands where rows are still being chosen or grouped. Put it into select or order_by; filter by it in a query around this one. [E072]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(row_number().over(order_by(col<&Post::id>)) < 3);
#else
constexpr auto query = from<Post>().order_by(row_number().over(order_by(col<&Post::id>))).limit(2);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
