// expect: refract: update without set. Say what changes: .set(refract::col<&T::field> = value). [E029]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().where(col<&Post::id> == 1);
#else
constexpr auto query = update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> == 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
