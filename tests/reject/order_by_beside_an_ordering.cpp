// expect: refract: a clause is given twice. Write it once; only where may be repeated, and then means and. [E021]
#include "models.hpp"

#ifdef REFRACT_REJECT
auto text(ordering<Post> order) { return sql<dialect::sqlite>(from<Post>().order_by(order).order_by(col<&Post::id>)); }
#else
auto text(ordering<Post> order) {
    order.by(col<&Post::id>);
    return sql<dialect::sqlite>(from<Post>().order_by(order));
}
#endif
