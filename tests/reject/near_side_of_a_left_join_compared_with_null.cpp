// expect: refract: a column that is never NULL is compared with NULL. Make the field a std::optional, or drop the comparison. [E012]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().left_join<&Post::author_id>().where(col<&User::id> == std::nullopt);
#else
constexpr auto query = from<User>().left_join<&Post::author_id>().where(col<&Post::id> == std::nullopt);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
