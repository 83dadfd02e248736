// expect: refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(case_when(col<&Post::views> == 0, "new").when(true, "read"));
#else
constexpr auto query = from<Post>().select(case_when(col<&Post::views> == 0, "new").otherwise("read"));
#endif
