// expect: refract: the frame of a window ends before it begins. Write the earlier bound first: unbounded_preceding, preceding(n), current_row, following(n), unbounded_following. [E103]
#include "models.hpp"

constexpr auto order = order_by(col<&Post::id>);
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count().over(order, rows_between(current_row, preceding(1))));
#else
constexpr auto query = from<Post>().select(count().over(order, rows_between(preceding(1), current_row)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
