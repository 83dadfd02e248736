// expect: refract: a plain column stands beside an aggregate without being grouped. Add it to group_by, an expression that holds values under a name, x.as<"name">(), or put it into an aggregate. [E014]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().group_by(col<&Post::author_id>);
#else
constexpr auto query = from<Post>().group_by(col<&Post::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
