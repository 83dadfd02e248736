// expect: refract: rollup, cube and grouping_sets stand outside of group_by, grouping(...) is of what is no key of the groups, or whole objects are selected, whose fields are NULL in the larger groups. Select the keys and aggregates: .group_by(rollup(a, b)).select(a, b, grouping(b), count()). [E172]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(grouping(col<&Post::title>)).group_by(rollup(col<&Post::views>));
#else
constexpr auto query = from<Post>().select(grouping(col<&Post::views>)).group_by(rollup(col<&Post::views>));
#endif

constexpr auto text = sql<dialect::postgres>(query);
