// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto latest = from<Post>().select(col<&Post::title>).order_by(col<&User::id>).limit(1);
#else
constexpr auto latest = from<Post>().select(col<&Post::title>).order_by(col<&Post::id>).limit(1);
#endif
constexpr auto query = from<User>().select(scalar(latest.where(col<&Post::author_id> == col<&User::id>)));
constexpr auto text = sql<dialect::sqlite>(query);
