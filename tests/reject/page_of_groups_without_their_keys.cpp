// expect: refract: a page begins behind a row, and the order of the query does not tell its rows apart: some would be lost. Let the order end in a key of each table, the primary one or unique columns that are never NULL, of groups in all that they are grouped by: .order_by(..., col<&T::id>). [E167]
#include "models.hpp"

constexpr auto posts = from<Post>().select(col<&Post::author_id>, count()).group_by(col<&Post::author_id>);
#ifdef REFRACT_REJECT
constexpr auto query = posts.order_by(count()).after(3);
#else
constexpr auto query = posts.order_by(count(), col<&Post::author_id>).after(3, 4);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
