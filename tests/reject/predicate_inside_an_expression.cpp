// expect: refract: a refract::predicate stands where only a condition does. Give it to where, and join it with others by &= and |=: wanted &= refract::col<&T::field> > 0. [E067]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    const predicate<Post> wanted;
    db.all(from<Post>().where(wanted && col<&Post::views> == 3));
#else
    predicate<Post> wanted;
    db.all(from<Post>().where(wanted &= col<&Post::views> == 3));
#endif
}
