// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(coalesce(col<&User::bio>, &User::name));
#else
constexpr auto query = from<User>().select(coalesce(col<&User::bio>, col<&User::name>));
#endif
