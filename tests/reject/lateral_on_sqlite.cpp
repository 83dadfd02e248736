// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

constexpr auto newest = from<Post>().where(col<&Post::author_id> == col<&User::id>).limit(1);
constexpr auto query = from<User>().cross_join(newest);

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(query);
#else
constexpr auto text = sql<dialect::postgres>(query);
#endif
