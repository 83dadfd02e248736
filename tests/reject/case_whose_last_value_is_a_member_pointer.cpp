// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(case_when(col<&Post::views> == 0, "new").otherwise(&Post::title));
#else
constexpr auto query = from<Post>().select(case_when(col<&Post::views> == 0, "new").otherwise(col<&Post::title>));
#endif
