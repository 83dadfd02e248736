// expect: refract: the frame of a window does not fit its order: range_between with preceding(n) or following(n) needs one number to order by, or one time and a duration for n, and groups_between an order; n is a value, and names no column. Add order_by(...), or count rows with rows_between. [E104]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto text() {
    return sql<dialect::postgres>(from<Post>().select(
        count().over(order_by(col<&Post::id>), rows_between(preceding(col<&Post::views>), current_row))));
}
#else
inline auto text() {
    return sql<dialect::postgres>(
        from<Post>().select(count().over(order_by(col<&Post::id>), rows_between(preceding(value(2)), current_row))));
}
#endif
