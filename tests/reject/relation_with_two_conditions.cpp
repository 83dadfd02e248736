// expect: refract: where, having, a predicate or a relation is given several conditions at once. Say how they belong together: where(a && b), or where(a || b). [E159]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(related<&Post::author_id>(col<&User::id> > 3, col<&User::name> == "Ann"));
#else
constexpr auto query = from<Post>().where(related<&Post::author_id>(col<&User::id> > 3 && col<&User::name> == "Ann"));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
