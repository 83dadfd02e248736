// expect: refract: rollup, cube and grouping_sets stand outside of group_by, grouping(...) is of what is no key of the groups, or whole objects are selected, whose fields are NULL in the larger groups. Select the keys and aggregates: .group_by(rollup(a, b)).select(a, b, grouping(b), count()). [E172]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Tag>().group_by(rollup(col<&Tag::id>, col<&Tag::label>));
#else
constexpr auto query = from<Tag>().group_by(col<&Tag::id>, col<&Tag::label>);
#endif

constexpr auto text = sql<dialect::postgres>(query);
