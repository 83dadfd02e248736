// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(count_of<&Post::author_id>(col<&Post::views>) > 3);
#else
constexpr auto query = from<User>().where(count_of<&Post::author_id>(col<&Post::views> > 3) > 3);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
