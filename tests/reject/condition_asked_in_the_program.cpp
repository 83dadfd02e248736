// expect: refract: the program asks an expression whether it holds, in an if, a ?: or the like, and only the database knows. Write refract::case_when(condition, value).otherwise(other) in the query, or compare the field of a row that was read. [E300]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline int way_1() { return col<&Post::views> > 3 ? 1 : 2; }
#else
inline auto way_1() { return case_when(col<&Post::views> > 3, 1).otherwise(2); }
#endif
