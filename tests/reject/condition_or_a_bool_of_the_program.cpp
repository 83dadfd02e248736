// expect: refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find(bool all) { return from<User>().where(col<&User::id> > 3 || all); }
#else
inline auto find(bool all) { return from<User>().where_if(!all, col<&User::id> > 3); }
#endif
