// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::published>).order_by(col<&Post::views> = 3);
#else
constexpr auto query = from<Post>().where(col<&Post::published>).order_by(col<&Post::views> == 3);
#endif
