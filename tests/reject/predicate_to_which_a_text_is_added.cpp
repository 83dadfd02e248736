// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    predicate<Post> wanted;
    wanted |= "views = 3";
    db.all(from<Post>().where(wanted));
#else
    predicate<Post> wanted;
    wanted |= col<&Post::views> == 3;
    db.all(from<Post>().where(wanted));
#endif
}
