// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

constexpr auto grouped = from<Post>().group_by(col<&Post::views>).select(count());
#ifdef REFRACT_REJECT
constexpr auto query = grouped.having_if(true, count());
#else
constexpr auto query = grouped.having_if(true, count() > 1);
#endif
constexpr auto text = sql<dialect::sqlite>(query);
