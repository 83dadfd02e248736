// expect: refract: update or delete without a condition. Add .where(...), or say .all_rows() if every row is meant. [E028]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::views> = 0);
#else
constexpr auto query = update<Post>().set(col<&Post::views> = 0).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
