// expect: refract: for_update and for_share lock rows of tables, and this query makes one row of several (distinct, groups, windows), or an outer join may miss the locked one. Lock them in a query inside, from(query), or lock one table: .of<T>(). [E138]
#include "models.hpp"

constexpr auto query = from<User>().left_join<&Post::author_id>().for_update();
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::postgres>(query);
#else
constexpr auto text = sql<dialect::postgres>(query.of<User>());
#endif
