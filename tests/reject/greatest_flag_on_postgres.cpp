// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

#include <refract/dialect/postgres.hpp>

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(max(col<&Post::published>));
#else
constexpr auto query = from<Post>().select(max(cast<int>(col<&Post::published>)));
#endif

constexpr auto text = sql<dialect::postgres>(query);
