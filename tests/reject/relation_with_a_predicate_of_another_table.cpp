// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
auto query(const predicate<User>& wanted) {
#else
auto query(const predicate<Post>& wanted) {
#endif
    return from<User>().where(some<&Post::author_id>(wanted));
}
