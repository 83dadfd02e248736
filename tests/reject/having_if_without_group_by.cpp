// expect: refract: having without group_by. Add group_by, or write the condition in where. [E016]
#include "models.hpp"

constexpr auto counted = from<Post>().select(count());
#ifdef REFRACT_REJECT
constexpr auto query = counted.having_if(true, count() > 3);
#else
constexpr auto query = counted.group_by(col<&Post::views>).having_if(true, count() > 3);
#endif
constexpr auto text = sql<dialect::sqlite>(query);
