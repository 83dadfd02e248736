// expect: refract: matches and matching take a condition behind the objects, evaluate and evaluating an expression, and this is none. Write matches(user, refract::col<&User::age> > 18); of a query give the condition of its where, as a refract::predicate or a function. [E278]
#include "models.hpp"

#include <refract/memory.hpp>

#ifdef REFRACT_REJECT
bool is_wanted(const Tag& tag) { return matches(tag, from<Tag>().where(col<&Tag::id> == 1)); }
#else
bool is_wanted(const Tag& tag) { return matches(tag, col<&Tag::id> == 1); }
#endif
