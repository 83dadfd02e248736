// expect: refract: a list of this type cannot be bound as one parameter. Write in(a, b, c) with single values. [E041]
#include "models.hpp"

const std::vector<std::vector<std::byte>> covers(2);

#ifdef REFRACT_REJECT
auto query() { return from<Post>().where(col<&Post::cover>.in(covers)); }
#else
auto query() { return from<Post>().where(col<&Post::cover>.in(covers[0], covers[1])); }
#endif
