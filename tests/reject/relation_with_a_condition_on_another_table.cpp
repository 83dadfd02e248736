// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(every<&Post::author_id>(col<&Tag::label> == "c++"));
#else
constexpr auto query = from<User>().where(every<&Post::author_id>(col<&Post::title> == "c++"));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
