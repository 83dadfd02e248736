// expect: refract: the database has no rollup, cube, grouping_sets and grouping. Group by each set of columns in a query of its own, and join them by union_all. [E171]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query =
    from<Tag>().where(col<&Tag::id>.in(from<Post>().select(count()).group_by(cube(col<&Post::views>))));
#else
constexpr auto query = from<Tag>().where(col<&Tag::id>.in(from<Post>().select(count()).group_by(col<&Post::views>)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
