// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    const predicate<Post> wanted(col<&Post::views> = 3);
    db.all(from<Post>().where(wanted));
#else
    const predicate<Post> wanted(col<&Post::views> == 3);
    db.all(from<Post>().where(wanted));
#endif
}
