// expect: refract: a comparison is compared with a value, as in 18 < x < 65. Join two comparisons: 18 < x && x < 65, or write x.between(18, 65). [E075]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(18 < col<&User::id> < 65);
#else
constexpr auto query = from<User>().where(18 < col<&User::id> && col<&User::id> < 65);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
