// expect: refract: a query that stands as a table, or that an insert takes, selects whole objects of an outer join, which may be missing. Join them inside, or select a struct with std::optional fields. [E131]
#include "models.hpp"

constexpr auto written = col<&Post::author_id> == col<&User::id>;
#ifdef REFRACT_REJECT
constexpr auto posts = from<User>().left_join<Post>(written).select<Post>(); // of who wrote none, all is NULL
#else
constexpr auto posts = from<User>().join<Post>(written).select<Post>();
#endif

constexpr auto text = sql<dialect::sqlite>(from(posts));
