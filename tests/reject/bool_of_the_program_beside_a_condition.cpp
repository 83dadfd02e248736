// expect: refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find(bool by_id) { return from<User>().where(by_id && col<&User::id> > 3); }
#else
inline auto find(bool by_id) { return from<User>().where_if(by_id, col<&User::id> > 3); }
#endif
