// expect: refract: a row is looked for in what has no rows of its kind. Write rows of as many values, in(tuple(a, b), tuple(1, 2), tuple(3, 4)), or a query that selects as many columns of those types. [E271]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto others = from<User>().select(col<&User::id>);
#else
constexpr auto others = from<User>().select(col<&User::id>, col<&User::name>);
#endif
constexpr auto query = from<Post>().where(in(tuple(col<&Post::author_id>, col<&Post::title>), others));

constexpr auto text = sql<dialect::sqlite>(query);
