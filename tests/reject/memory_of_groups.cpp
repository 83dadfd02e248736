// expect: refract: matches and matching take a condition behind the objects, evaluate and evaluating an expression, and this is none. Write matches(user, refract::col<&User::age> > 18); of a query give the condition of its where, as a refract::predicate or a function. [E278]
#include "models.hpp"

#include <refract/memory.hpp>

group_predicate<Post> popular = count() > 3;
predicate<Post> published = col<&Post::published>;
#ifdef REFRACT_REJECT
auto is_wanted = matching(popular);
#else
auto is_wanted = matching(published);
#endif
