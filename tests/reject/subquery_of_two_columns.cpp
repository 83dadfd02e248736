// expect: refract: a query stands where a value does, and does not select exactly one column. Select one: from<T>().select(refract::col<&T::field>); exists(query) takes any. [E070]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::id>.in(from<Post>()));
#else
constexpr auto query = from<User>().where(col<&User::id>.in(from<Post>().select(col<&Post::author_id>)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
