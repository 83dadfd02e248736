// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    ordering<Post> order;
    order.by(ordering<Post>());
    db.all(from<Post>().order_by(order));
#else
    ordering<Post> order;
    order = ordering<Post>();
    db.all(from<Post>().order_by(order));
#endif
}
