// expect: refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(col<&Post::score> % 2);
#else
constexpr auto query = from<Post>().select(col<&Post::views> % 2);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
