// expect: refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = sql<dialect::postgres>(merge_into<Post>().using_table<User>().when_matched().do_delete());
constexpr auto way_2 =
    sql<dialect::postgres>(merge_into<Post>().using_table(from<Tag>()).when_not_matched().do_nothing());
#else
constexpr auto way_1 = sql<dialect::postgres>(
    merge_into<Post>().using_table<User>(col<&User::id> == col<&Post::id>).when_matched().do_delete());
#endif
