// expect: refract: only a database evaluates this expression: it holds a query, an aggregate, a window, SQL of the program's own, or a function that memory does not have. Leave that out, or ask a database. [E183]
#include "models.hpp"

#include <refract/memory.hpp>

#ifdef REFRACT_REJECT
bool is_read(const Post& post) { return matches(post, sum(col<&Post::views>) > 5); }
#else
bool is_read(const Post& post) { return matches(post, col<&Post::views> > 5); }
#endif
