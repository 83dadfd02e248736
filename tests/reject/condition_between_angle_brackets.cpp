// expect: refract: a column stands between < and >. Give it as an argument: select(refract::col<&T::field>), where(refract::col<&T::field> == value), group_by(...), order_by(...). [E060]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return from<Post>().where<&Post::id>(1); }
#else
inline auto way_1() { return from<Post>().where(col<&Post::id> == 1); }
#endif
