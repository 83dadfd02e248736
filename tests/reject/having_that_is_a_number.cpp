// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().group_by(col<&Post::author_id>).having(count()).select(count());
#else
constexpr auto query = from<Post>().group_by(col<&Post::author_id>).having(count() > 1).select(count());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
