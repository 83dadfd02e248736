// expect: refract: a column that is never NULL is compared with NULL. Make the field a std::optional, or drop the comparison. [E012]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::name>.is_not_null());
#else
constexpr auto query = from<User>().where(col<&User::bio>.is_not_null());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
