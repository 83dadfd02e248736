// expect: refract: skip_locked, no_wait and of<T> say how rows are locked, and this query locks none, or is to do both. Write .for_update() or .for_share(), and one of the two. [E120]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().skip_locked();
#else
constexpr auto query = from<Post>().for_update().skip_locked();
#endif

constexpr auto text = sql<dialect::postgres>(query);
