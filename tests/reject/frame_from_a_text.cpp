// expect: refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto rows = rows_between(preceding("2"), current_row);
#else
constexpr auto rows = rows_between(preceding(2), current_row);
#endif

constexpr auto text =
    sql<dialect::sqlite>(from<Post>().select(sum(col<&Post::views>).over(order_by(col<&Post::id>), rows)));
