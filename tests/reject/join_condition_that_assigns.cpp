// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().join<User>(col<&Post::author_id> = col<&User::id>);
#else
constexpr auto query = from<Post>().join<User>(col<&Post::author_id> == col<&User::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
