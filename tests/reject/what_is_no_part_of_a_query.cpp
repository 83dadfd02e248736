// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return from<Post>() | User{}; }
inline auto way_2() { return from<Post>() | Role::admin; }
inline auto way_3() { return from<Tag>() | std::vector<int>{}; }
#else
inline auto way_1() { return from<Post>() | (col<&Post::id> == 1); }
inline auto way_2() { return from<Post>() | order_by(col<&Post::id>); }
inline auto way_3() { return from<Tag>() | col<&Tag::id>.in(std::vector<int>{}); }
#endif
