// expect: refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find(bool published) { return from<Post>().where(published); }
#else
inline auto find(bool published) { return from<Post>().where(col<&Post::published> == published); }
#endif
