// expect: refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having; at run time it is a refract::group_predicate. [E015]
#include "models.hpp"

#ifdef REFRACT_REJECT
auto query() { return predicate<Post>(count() > 3); }
#else
auto query() { return predicate<Post>(col<&Post::views> > 3); }
#endif
