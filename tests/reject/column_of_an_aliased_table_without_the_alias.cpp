// expect: refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]
#include "models.hpp"

using writer = alias<User, "writer">;

#ifdef REFRACT_REJECT
constexpr auto query = from<writer>().where(col<&User::name> == "x");
#else
constexpr auto query = from<writer>().where(col<&User::name, writer> == "x");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
