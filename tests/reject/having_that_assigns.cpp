// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().group_by(col<&Post::views>).having(col<&Post::views> = 3).select(count());
#else
constexpr auto query = from<Post>().group_by(col<&Post::views>).having(col<&Post::views> == 3).select(count());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
