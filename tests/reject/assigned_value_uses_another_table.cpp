// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::title> = col<&User::name>).all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::title> = lower(col<&Post::title>)).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
