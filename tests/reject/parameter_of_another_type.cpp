// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::email> == param<int>);
#else
constexpr auto query = from<User>().where(col<&User::email> == param<std::string_view>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
