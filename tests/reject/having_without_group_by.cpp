// expect: refract: having without group_by. Add group_by, or write the condition in where. [E016]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().having(count() > 3).select(count());
#else
constexpr auto query = from<Post>().group_by(col<&Post::author_id>).having(count() > 3).select(count());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
