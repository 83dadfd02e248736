// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set("new title").where(col<&Post::id> == 1);
#else
constexpr auto query = update<Post>().set(col<&Post::title> = "new title").where(col<&Post::id> == 1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
