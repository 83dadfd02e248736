// expect: refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().join_if<&Post::views>(true).select<Post>();
#else
constexpr auto query = from<Post>().join_if<&Post::author_id>(true).select<Post>();
#endif
constexpr auto text = sql<dialect::sqlite>(query);
