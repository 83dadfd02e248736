// expect: refract: an update or a delete has no join. Write update<T>().set(...).from<U>().where(condition), delete_from<T>().using_table<U>().where(condition), or a condition that holds a query: exists(from<U>().where(...)). [E301]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() {
    return update<Post>().set(col<&Post::views> = 1).join<User>(col<&Post::author_id> == col<&User::id>);
}
inline auto way_2() { return delete_from<Post>().join<&Post::author_id>(1); }
#else
inline auto way_1() {
    return update<Post>().set(col<&Post::views> = 1).from<User>().where(col<&Post::author_id> == col<&User::id>);
}
inline auto way_2() { return delete_from<Post>().using_table<User>().where(col<&Post::author_id> == col<&User::id>); }
#endif
