// expect: refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(col<&Post::title>, col<&Post::id>).after(3, 4);
#else
constexpr auto query = from<Post>().order_by(col<&Post::title>, col<&Post::id>).after("three", 4);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
