// expect: refract: after or before of what is made of all rows, not of those of the page: a window function, distinct_on, rolled-up groups or a union. Read it as a table: from(query).order_by(...).after(...). [E168]
#include "models.hpp"

struct Line {
    std::int64_t id{}, number{};
};
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>()
                           .select<Line>(col<&Post::id>, row_number().over(order_by(col<&Post::id>)))
                           .order_by(col<&Post::id>)
                           .after(3);
#else
constexpr auto query = from(from<Post>().select<Line>(col<&Post::id>, row_number().over(order_by(col<&Post::id>))))
                           .order_by(col<&Line::id>)
                           .after(3);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
