// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().join<User>(col<&User::id>);
#else
constexpr auto query = from<Post>().join<User>(col<&User::id> == col<&Post::author_id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
