// expect: refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having; at run time it is a refract::group_predicate. [E015]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().join<User>(max(col<&Post::author_id>) == col<&User::id>);
#else
constexpr auto query = from<Post>().join<User>(col<&Post::author_id> == col<&User::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
