// expect: refract: an aggregate over a window is distinct, or has an order of its own, which no database knows. Order the window, over(order_by(...)), or take each value once in a query inside. [E132]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count(col<&Post::views>).distinct().over());
#else
constexpr auto query = from<Post>().select(count(col<&Post::views>).over());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
