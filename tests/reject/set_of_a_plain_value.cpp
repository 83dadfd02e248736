// expect: refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set("new title").where(col<&Post::id> == 1);
#else
constexpr auto query = update<Post>().set(col<&Post::title> = "new title").where(col<&Post::id> == 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
