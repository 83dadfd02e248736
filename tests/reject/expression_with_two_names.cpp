// expect: refract: a clause, or a part of a window, of an aggregate or of a name, is given twice. Write it once, with all that belongs to it: order_by(a, b). A window under a name stands alone in over; only where may be repeated, and then means and. [E021]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select((col<&Post::views> + 1).as<"more">().as<"most">());
#else
constexpr auto query = from<Post>().select((col<&Post::views> + 1).as<"most">());
#endif

constexpr auto text = sql<dialect::postgres>(query);
