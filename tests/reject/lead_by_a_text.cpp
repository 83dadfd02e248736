// expect: refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]
#include "models.hpp"

constexpr auto order = order_by(col<&Post::id>);
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(lead(col<&Post::views>, "1").over(order));
#else
constexpr auto query = from<Post>().select(lead(col<&Post::views>, 1).over(order));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
