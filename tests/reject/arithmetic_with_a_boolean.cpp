// expect: refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(col<&Post::views> + true);
#else
constexpr auto query = from<Post>().select(col<&Post::views> + 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
