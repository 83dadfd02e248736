// expect: refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having; at run time it is a refract::group_predicate. [E015]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().group_by(max(col<&Post::views>)).select(count());
#else
constexpr auto query = from<Post>().group_by(col<&Post::views>).select(count());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
