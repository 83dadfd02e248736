// expect: refract: a condition of rows stands where one of groups does, or the other way round. Give a refract::predicate to where, and a refract::group_predicate, which may hold aggregates, to having. [E273]
#include "models.hpp"

auto query(const group_predicate<Post>& wanted) {
    const auto grouped = from<Post>().group_by(col<&Post::author_id>).select(col<&Post::author_id>);
#ifdef REFRACT_REJECT
    return grouped.where(wanted);
#else
    return grouped.having(wanted);
#endif
}
