// expect: refract: the rows of a window's frame are said by something else than two bounds. Write rows_between(preceding(2), current_row), with unbounded_preceding, preceding(n), current_row, following(n) or unbounded_following in each place. [E207]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = count().over(order_by(col<&Post::id>), rows_between(2, 0));
constexpr auto way_2 = count().over(order_by(col<&Post::id>), range_between(current_row));
constexpr auto way_3 =
    count().over(order_by(col<&Post::id>), groups_between(preceding(1), col<&Post::id>).exclude_ties());
#else
constexpr auto way_1 = count().over(order_by(col<&Post::id>), rows_between(preceding(2), current_row));
constexpr auto way_2 = count().over(order_by(col<&Post::id>), range_between(current_row, unbounded_following));
constexpr auto way_3 = count().over(order_by(col<&Post::id>), groups_between(preceding(1), current_row).exclude_ties());
#endif
