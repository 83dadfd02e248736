// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(from<Post>().for_update());
#else
constexpr auto text = sql<dialect::postgres>(from<Post>().for_update());
#endif
