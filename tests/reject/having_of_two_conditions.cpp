// expect: refract: where, having, a predicate or a relation is given several conditions at once. Say how they belong together: where(a && b), or where(a || b). [E159]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count()).group_by(col<&Post::title>).having(count() > 1, count() < 9);
#else
constexpr auto query = from<Post>().select(count()).group_by(col<&Post::title>).having(count() > 1 && count() < 9);
#endif
