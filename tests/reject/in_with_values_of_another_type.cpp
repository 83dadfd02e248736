// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::views>.in("a", "b"));
#else
constexpr auto query = from<Post>().where(col<&Post::views>.in(1, 2));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
