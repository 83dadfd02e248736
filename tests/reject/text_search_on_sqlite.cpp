// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

constexpr auto query = from<User>().where(text_search<"english">(col<&User::name>, "ann"));

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(query);
#else
constexpr auto text = sql<dialect::postgres>(query);
#endif
