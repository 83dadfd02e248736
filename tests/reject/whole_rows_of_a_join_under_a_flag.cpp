// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

constexpr auto posts = from<Post>().join_if<User>(true, col<&Post::author_id> == col<&User::id>);
#ifdef REFRACT_REJECT
constexpr auto query = posts;
#else
constexpr auto query = posts.select<Post>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
