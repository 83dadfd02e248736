// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::views> = 1);
#else
constexpr auto query = from<Post>().where(col<&Post::views> == 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
