// expect: refract: a query stands where a value, a column or a condition does. Write scalar(query) for the value that it selects, exists(query) for whether it has rows, or x.in(query). [E277]
#include "models.hpp"

constexpr auto newest = from<Post>().select(max(col<&Post::author_id>));
#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::id> == newest);
#else
constexpr auto query = from<User>().where(col<&User::id> == scalar(newest));
#endif
