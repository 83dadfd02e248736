// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

struct Point {};

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::name> == Point());
#else
constexpr auto query = from<User>().where(col<&User::name> == "Ann");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
