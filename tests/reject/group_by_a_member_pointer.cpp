// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(from<Post>().select(col<&Post::author_id>, count()).group_by(&Post::author_id));
#else
    db.all(from<Post>().select(col<&Post::author_id>, count()).group_by(col<&Post::author_id>));
#endif
}
