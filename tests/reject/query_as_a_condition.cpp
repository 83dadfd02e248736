// expect: refract: a query stands where a value, a column or a condition does. Write scalar(query) for the value that it selects, exists(query) for whether it has rows, or x.in(query). [E277]
#include "models.hpp"

constexpr auto posts = from<Post>().where(col<&Post::author_id> == col<&User::id>);
#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(posts);
#else
constexpr auto query = from<User>().where(exists(posts));
#endif
