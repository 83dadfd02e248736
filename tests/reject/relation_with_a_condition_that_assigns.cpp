// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(some<&Post::author_id>(col<&Post::views> = 3));
#else
constexpr auto query = from<User>().where(some<&Post::author_id>(col<&Post::views> == 3));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
