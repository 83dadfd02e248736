// expect: refract: a query stands where a value, a column or a condition does. Write scalar(query) for the value that it selects, exists(query) for whether it has rows, or x.in(query). [E277]
#include "models.hpp"

constexpr auto posts = from<Post>().select(count());
#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(posts);
#else
constexpr auto query = from<User>().select(scalar(posts));
#endif
