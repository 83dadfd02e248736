// expect: refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]
// times: 4
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return from<Post>().join<&Post::author_id, &User::id>(); }
inline auto way_2() { return from<Post>().left_join<&PostTag::post_id, &Post::id>(); }
inline auto way_3() { return from<Post>().right_join<&Post::author_id, &User::email>(); }
inline auto way_4() { return from<User>().full_join<&Post::title, &User::name>(); }
#else
inline auto way_1() { return from<Post>().join<&Post::author_id>(); }
inline auto way_2() { return from<Post>().left_join<PostTag>(col<&PostTag::post_id> == col<&Post::id>); }
inline auto way_3() { return from<Post>().right_join<&Post::author_id>(); }
inline auto way_4() { return from<User>().full_join<&Post::author_id>(); }
#endif
