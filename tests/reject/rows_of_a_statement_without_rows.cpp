// expect: refract: this statement yields no rows. Run it with exec(), or add returning(...). [E039]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(delete_from<Post>().where(col<&Post::id> == 1));
#else
    db.exec(delete_from<Post>().where(col<&Post::id> == 1));
#endif
}
