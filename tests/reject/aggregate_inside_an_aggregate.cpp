// expect: refract: an aggregate stands inside another aggregate. Aggregate once; use a second query for the other. [E018]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(sum(max(col<&Post::views>)));
#else
constexpr auto query = from<Post>().select(sum(abs(col<&Post::views>)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
