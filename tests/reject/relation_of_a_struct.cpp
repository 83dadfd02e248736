// expect: refract: a relation is named by a member that is no foreign key of its model, or that several keys share. Declare it in the model, foreign_key<&Post::author_id>.references<&User::id>(), and name a column that one key alone has. [E203]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return from<User>().where(some<Post>()); }
inline auto way_2() { return from<Post>().select(parent_of<User>(col<&User::name>)); }
#else
inline auto way_1() { return from<User>().where(some<&Post::author_id>()); }
inline auto way_2() { return from<Post>().select(parent_of<&Post::author_id>(col<&User::name>)); }
#endif
constexpr auto query = from<User>();
