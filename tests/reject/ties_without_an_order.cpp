// expect: refract: with_ties keeps the rows that are equal to the last one in the order, and the query has no order or no limit, or leaves out locked rows. Write order_by(...).limit(n).with_ties(). [E269]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().limit(3).with_ties();
#else
constexpr auto query = from<Post>().order_by(col<&Post::views>.desc()).limit(3).with_ties();
#endif

constexpr auto text = sql<dialect::postgres>(query);
