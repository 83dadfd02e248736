// expect: refract: count and exists ask about the rows of a select, and this statement writes. Run it with exec, which returns the number of rows that it wrote. [E098]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.count(update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> == 1));
#else
    db.exec(update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> == 1));
#endif
}
