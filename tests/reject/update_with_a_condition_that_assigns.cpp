// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.exec(update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> = param<std::int64_t>), 1);
#else
    db.exec(update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> == param<std::int64_t>), 1);
#endif
}
