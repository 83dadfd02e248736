// expect: refract: param<...> stands in a predicate or ordering, which is put together when its values are known. Give the value itself; it is bound, never printed. [E044]
#include "models.hpp"

#ifdef REFRACT_REJECT
auto query() { return predicate<Post>(col<&Post::views> > param<int>); }
#else
auto query() { return predicate<Post>(col<&Post::views> > 3); }
#endif
