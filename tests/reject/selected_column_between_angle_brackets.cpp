// expect: refract: a column stands between < and >. Give it as an argument: select(refract::col<&T::field>), where(refract::col<&T::field> == value), group_by(...), order_by(...). [E060]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select<col<&Post::title>>();
#else
constexpr auto query = from<Post>().select(col<&Post::title>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
