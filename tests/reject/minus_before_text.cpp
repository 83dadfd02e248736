// expect: refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(-col<&User::name>);
#else
constexpr auto query = from<User>().select(-col<&User::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
