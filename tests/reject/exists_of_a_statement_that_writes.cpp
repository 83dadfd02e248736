// expect: refract: count and exists ask about the rows of a select, and this statement writes. Run it with exec, which returns the number of rows that it wrote. [E098]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.exists(delete_from<Post>().where(col<&Post::id> == 1).returning(col<&Post::id>));
#else
    db.exists(from<Post>().where(col<&Post::id> == 1));
#endif
}
