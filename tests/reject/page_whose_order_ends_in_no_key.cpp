// expect: refract: a page begins behind a row, and the order of the query does not tell its rows apart: some would be lost. Let the order end in a key of each table, the primary one or unique columns that are never NULL, of groups in all that they are grouped by: .order_by(..., col<&T::id>). [E167]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(col<&Post::views>).after(3);
#else
constexpr auto query = from<Post>().order_by(col<&Post::views>, col<&Post::id>).after(3, 4);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
