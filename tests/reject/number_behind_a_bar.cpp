// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>() | 3;
#else
constexpr auto query = from<Post>() | (col<&Post::id> == 3);
#endif
