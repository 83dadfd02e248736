// expect: refract: all columns of an aggregate are of tables outside of the query that it stands in, and SQL would count the rows outside. Name a column of the query's own tables in it, or write the aggregate outside. [E188]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto highest = from<Post>().select(max(col<&User::id>));
#else
constexpr auto highest = from<Post>().select(max(col<&Post::views>)).where(col<&Post::author_id> == col<&User::id>);
#endif
constexpr auto query = from<User>().select(scalar(highest));
constexpr auto text = sql<dialect::sqlite>(query);
