// expect: refract: update or delete without a condition. Add .where(...), or say .all_rows() if every row is meant. [E028]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = delete_from<Post>();
#else
constexpr auto query = delete_from<Post>().where(col<&Post::views> == 0);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
