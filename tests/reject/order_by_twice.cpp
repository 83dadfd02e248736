// expect: refract: a clause is given twice. Write it once; only where may be repeated, and then means and. [E021]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().order_by(col<&Post::title>).order_by(col<&Post::id>);
#else
constexpr auto query = from<Post>().order_by(col<&Post::title>, col<&Post::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
