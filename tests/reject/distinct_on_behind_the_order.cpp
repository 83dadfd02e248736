// expect: refract: distinct_on keeps the first row of each, and the order does not say which one that is. Let it begin with the columns of distinct_on: .distinct_on(a).order_by(a, b.desc()). [E169]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(col<&Post::views>).distinct_on(col<&Post::author_id>);
#else
constexpr auto query =
    from<Post>().order_by(col<&Post::author_id>.desc(), col<&Post::views>).distinct_on(col<&Post::author_id>);
#endif

constexpr auto text = sql<dialect::postgres>(query);
