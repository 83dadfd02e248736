// expect: refract: a clause, or a part of a window, of an aggregate or of a name, is given twice. Write it once, with all that belongs to it: order_by(a, b). A window under a name stands alone in over; only where may be repeated, and then means and. [E021]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query =
    from<Post>().select(string_agg(col<&Post::title>, ",").order_by(col<&Post::views>).order_by(col<&Post::id>));
#else
constexpr auto query =
    from<Post>().select(string_agg(col<&Post::title>, ",").order_by(col<&Post::views>, col<&Post::id>));
#endif

constexpr auto text = sql<dialect::postgres>(query);
