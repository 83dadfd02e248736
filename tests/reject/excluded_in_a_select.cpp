// expect: refract: excluded<...> stands outside of an upsert. Write it in do_update(...), or in the where(...) behind that; elsewhere it is col<...>. [E116]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(excluded<&User::name> == "x");
#else
constexpr auto query = from<User>().where(col<&User::name> == "x");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
