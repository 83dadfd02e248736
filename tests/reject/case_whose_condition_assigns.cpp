// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(case_when(col<&Post::views> = 0, "new").otherwise("read"));
#else
constexpr auto query = from<Post>().select(case_when(col<&Post::views> == 0, "new").otherwise("read"));
#endif
