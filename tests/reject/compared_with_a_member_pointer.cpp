// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::email> == &User::name);
#else
constexpr auto query = from<User>().where(col<&User::email> == col<&User::name>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
