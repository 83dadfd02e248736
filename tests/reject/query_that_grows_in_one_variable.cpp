// expect: refract: a query is assigned to a query of another type: each clause makes a new type. Write auto next = query.where(...), or .where_if(flag, condition), or a refract::predicate. [E078]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find() {
    auto query = from<Post>();
    query = query.where(col<&Post::views> > 3);
    return query;
}
#else
inline auto find() {
    auto query = from<Post>();
    auto next = query.where(col<&Post::views> > 3);
    return next;
}
#endif
