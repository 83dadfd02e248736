// expect: refract: where, having, a predicate or a relation is given several conditions at once. Say how they belong together: where(a && b), or where(a || b). [E159]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::views> > 1, col<&Post::id> > 2);
#else
constexpr auto query = from<Post>().where(col<&Post::views> > 1 && col<&Post::id> > 2);
#endif
