// expect: refract: the frame of a window does not fit its order: range_between with preceding(n) or following(n) needs one number to order by, or one time and a duration for n, and groups_between an order; n is a value, and names no column. Add order_by(...), or count rows with rows_between. [E104]
#include "models.hpp"

constexpr auto frame = range_between(preceding(1), current_row);
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count().over(order_by(col<&Post::title>), frame));
#else
constexpr auto query = from<Post>().select(count().over(order_by(col<&Post::id>), frame));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
