// expect: refract: std::tuple compares in C++, not in SQL. Compare the columns: a > x || (a == x && b > y). [E059]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(std::tuple(col<&Post::views>, col<&Post::id>) > std::tuple(10, 3));
#else
constexpr auto query =
    from<Post>().where(col<&Post::views> > 10 || (col<&Post::views> == 10 && col<&Post::id> > 3));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
