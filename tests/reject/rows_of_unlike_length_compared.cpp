// expect: refract: a row is compared with one of another length, or with what is none. Give both tuples as many columns or values: tuple(a, b) > tuple(x, y). [E059]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(tuple(col<&Post::views>, col<&Post::id>) > tuple(10));
#else
constexpr auto query = from<Post>().where(tuple(col<&Post::views>, col<&Post::id>) > tuple(10, 3));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
