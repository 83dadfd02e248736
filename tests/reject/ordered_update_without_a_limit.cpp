// expect: refract: an update or delete has an order or an offset, and no limit. Add .limit(n), or leave them out: all of its rows are written. [E135]
#include "models.hpp"

constexpr auto change = update<Post>().set(col<&Post::views> = 0).where(col<&Post::views> < 3).order_by(col<&Post::id>);
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(change);
#else
constexpr auto text = sql<dialect::sqlite>(change.limit(10));
#endif
