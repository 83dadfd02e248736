// expect: refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.exec(update<Post>().set(col<&Post::title> = col<&Post::title> * 2).where(col<&Post::id> == 1));
#else
    db.exec(update<Post>().set(col<&Post::views> = col<&Post::views> * 2).where(col<&Post::id> == 1));
#endif
}
