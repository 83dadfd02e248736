// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = insert_into<Tag>().set(col<&Tag::label> = "x").returning(col<&Post::id>);
#else
constexpr auto query = insert_into<Tag>().set(col<&Tag::label> = "x").returning(col<&Tag::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
