// expect: refract: not_in(query), and a column of the query may be NULL: one NULL among its rows, and SQL finds no row at all. Select coalesce(column, value), or write !exists(...) with the condition inside. [E071]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto others = from<User>().select(col<&User::id>, col<&User::bio>);
#else
constexpr auto others = from<User>().select(col<&User::id>, coalesce(col<&User::bio>, ""));
#endif
constexpr auto query = from<Post>().where(not_in(tuple(col<&Post::author_id>, col<&Post::title>), others));

constexpr auto text = sql<dialect::sqlite>(query);
