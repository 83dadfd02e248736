// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count()).group_by(col<&Post::published> = true);
#else
constexpr auto query = from<Post>().select(count()).group_by(col<&Post::published> == true);
#endif
