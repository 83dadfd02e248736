// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(&Post::title);
#else
constexpr auto query = from<Post>().order_by(col<&Post::title>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
