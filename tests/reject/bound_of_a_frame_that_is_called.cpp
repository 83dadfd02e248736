// expect: refract: the rows of a window's frame are said by something else than two bounds. Write rows_between(preceding(2), current_row), with unbounded_preceding, preceding(n), current_row, following(n) or unbounded_following in each place. [E207]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto rows = rows_between(unbounded_preceding(), current_row);
#else
constexpr auto rows = rows_between(unbounded_preceding, current_row);
#endif

constexpr auto text =
    sql<dialect::sqlite>(from<Post>().select(sum(col<&Post::views>).over(order_by(col<&Post::id>), rows)));
