// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where().order_by(col<&Post::views>);
#else
constexpr auto query = from<Post>().where(col<&Post::published>).order_by(col<&Post::views>);
#endif
