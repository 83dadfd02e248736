// expect: refract: any_of and all_of stand behind a comparison only. Write the other side first: col<&T::field> >= all_of(query). [E108]
#include "models.hpp"

constexpr auto ids = from<User>().select(col<&User::id>);
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(all_of(ids) <= col<&Post::id>);
#else
constexpr auto query = from<Post>().where(col<&Post::id> >= all_of(ids));
#endif

constexpr auto text = sql<dialect::postgres>(query);
