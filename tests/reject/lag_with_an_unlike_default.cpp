// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

constexpr auto order = order_by(col<&Post::id>);
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(lag(col<&Post::views>, 1, "none").over(order));
#else
constexpr auto query = from<Post>().select(lag(col<&Post::views>, 1, 0).over(order));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
