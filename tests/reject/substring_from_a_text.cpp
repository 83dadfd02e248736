// expect: refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(substring(col<&Post::title>, "1", 2));
#else
constexpr auto query = from<Post>().select(substring(col<&Post::title>, 1, 2));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
