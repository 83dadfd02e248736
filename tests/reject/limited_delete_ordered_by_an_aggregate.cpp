// expect: refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having; at run time it is a refract::group_predicate. [E015]
#include "models.hpp"

constexpr auto change = delete_from<Post>().all_rows().limit(10);
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(change.order_by(max(col<&Post::views>)));
#else
constexpr auto text = sql<dialect::sqlite>(change.order_by(col<&Post::views>));
#endif
