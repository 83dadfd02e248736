// expect: refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, "name">. [E022]
#include "models.hpp"

using other = alias<User, "other">;

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().join<User>(col<&User::id> == col<&User::id>);
#else
constexpr auto query = from<User>().join<other>(col<&User::id> == col<&User::id, other>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
