// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(parent_of<&Post::author_id>(&User::name));
#else
constexpr auto query = from<Post>().order_by(parent_of<&Post::author_id>(col<&User::name>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
