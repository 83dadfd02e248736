// expect: refract: for_update and for_share lock rows of tables, and this query makes one row of several (distinct, groups, windows), or an outer join may miss the locked one. Lock them in a query inside, from(query), or lock one table: .of<T>(). [E138]
#include "models.hpp"

constexpr auto query = from<Post>().select(col<&Post::author_id>).distinct();
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::postgres>(query.for_update());
#else
constexpr auto text = sql<dialect::postgres>(from<Post>().select(col<&Post::author_id>).for_update());
#endif
