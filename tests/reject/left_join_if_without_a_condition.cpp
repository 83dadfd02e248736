// expect: refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().left_join_if<User>(true).select<Post>();
#else
constexpr auto query = from<Post>().left_join_if<User>(true, col<&Post::author_id> == col<&User::id>).select<Post>();
#endif
constexpr auto text = sql<dialect::sqlite>(query);
