// expect: refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having; at run time it is a refract::group_predicate. [E015]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::editor_id> = max(col<&Post::views>)).all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::editor_id> = abs(col<&Post::views>)).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
