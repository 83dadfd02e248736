// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(&Post::title, col<&Post::views>);
#else
constexpr auto query = from<Post>().select(col<&Post::title>, col<&Post::views>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
