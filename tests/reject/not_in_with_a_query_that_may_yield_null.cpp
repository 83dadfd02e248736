// expect: refract: not_in(query), and a column of the query may be NULL: one NULL among its rows, and SQL finds no row at all. Select coalesce(column, value), or write !exists(...) with the condition inside. [E071]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::title>.not_in(from<User>().select(col<&User::bio>)));
#else
constexpr auto query = from<Post>().where(col<&Post::title>.not_in(from<User>().select(coalesce(col<&User::bio>, ""))));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
