// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count().filter(col<&Post::views> = 3));
#else
constexpr auto query = from<Post>().select(count().filter(col<&Post::views> == 3));
#endif
