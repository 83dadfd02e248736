// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(year_of(&User::created_at) == 2024);
#else
constexpr auto query = from<User>().where(year_of(col<&User::created_at>) == 2024);
#endif
