// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(tuple(col<&Post::title>, col<&Post::id>) == tuple(3, "a"));
#else
constexpr auto query = from<Post>().where(tuple(col<&Post::title>, col<&Post::id>) == tuple("a", 3));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
