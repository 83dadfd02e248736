// expect: refract: the database has no DISTINCT ON. Select row_number().over(partition_by(a), order_by(b)) into a struct, and read that query as a table where the number is 1: from(query).where(col<&Row::number> == 1). [E170]
#include "models.hpp"

struct Line {
    std::int64_t id{}, number{};
};
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().distinct_on(col<&Post::author_id>).order_by(col<&Post::author_id>);
#else
constexpr auto query =
    from(from<Post>().select<Line>(col<&Post::id>,
                                   row_number().over(partition_by(col<&Post::author_id>), order_by(col<&Post::id>))))
        .where(col<&Line::number> == 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
