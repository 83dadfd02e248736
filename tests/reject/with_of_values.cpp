// expect: refract: a query that stands as a table (from, join, with) has no struct that names it and its columns. Write .select<Row>(...), with a field for each column. [E099]
#include "models.hpp"

struct Total {
    std::int64_t author_id{};
    std::int64_t posts{};
};

constexpr auto grouped = from<Post>().group_by(col<&Post::author_id>);
#ifdef REFRACT_REJECT
constexpr auto query = with(grouped.select(col<&Post::author_id>, count())).from<Total>();
#else
constexpr auto query = with(grouped.select<Total>(col<&Post::author_id>, count())).from<Total>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
