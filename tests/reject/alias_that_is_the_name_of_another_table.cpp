// expect: refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, "name">. [E022]
#include "models.hpp"

using users = alias<Tag, "users">;
using tags = alias<Tag, "tags">;

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().join<users>(col<&User::id> == col<&Tag::id, users>);
#else
constexpr auto query = from<User>().join<tags>(col<&User::id> == col<&Tag::id, tags>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
