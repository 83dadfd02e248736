// expect: refract: where, having, a predicate or a relation is given several conditions at once. Say how they belong together: where(a && b), or where(a || b). [E159]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return predicate<Post>(col<&Post::id> > 1, col<&Post::views> == 0); }
inline auto way_2() { return predicate<Post>{col<&Post::id> > 1, true}; }
#else
inline auto way_1() { return predicate<Post>(col<&Post::id> > 1 && col<&Post::views> == 0); }
inline auto way_2() { return predicate<Post>{col<&Post::id> > 1}; }
#endif
