// expect: refract: a column is assigned twice in one statement. Assign it once. [E027]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::views> = 1, col<&Post::views> = 2).all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::views> = 1).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
