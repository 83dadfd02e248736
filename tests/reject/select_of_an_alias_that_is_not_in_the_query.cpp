// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

using writer = alias<User, "writer">;

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().join<&Post::author_id>().select<writer>();
#else
constexpr auto query = from<Post>().join<&Post::author_id, writer>().select<writer>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
