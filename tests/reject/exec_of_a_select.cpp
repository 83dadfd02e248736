// expect: refract: exec runs a statement that writes, and a select only reads. Take its rows with all, each, first or one, or ask about them with count or exists. [E097]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.exec(from<Post>().where(col<&Post::views> > 3));
#else
    db.all(from<Post>().where(col<&Post::views> > 3));
#endif
}
