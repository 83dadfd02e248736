// expect: refract: a condition of rows stands where one of groups does, or the other way round. Give a refract::predicate to where, and a refract::group_predicate, which may hold aggregates, to having. [E273]
#include "models.hpp"

#ifdef REFRACT_REJECT
void add(predicate<Post>& wanted, const group_predicate<Post>& more) { wanted &= more; }
#else
void add(group_predicate<Post>& wanted, const group_predicate<Post>& more) { wanted &= more; }
#endif
