// expect: refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, "name">. [E022]
#include "models.hpp"

using other = alias<Post, "other">;

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(exists(from<Post>().where(col<&Post::views> > 3)));
#else
constexpr auto query = from<Post>().where(exists(from<other>().where(col<&Post::views, other> > col<&Post::views>)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
