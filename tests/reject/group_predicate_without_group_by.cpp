// expect: refract: having without group_by. Add group_by, or write the condition in where. [E016]
#include "models.hpp"

auto query(sqlite::database& db, const group_predicate<Post>& wanted) {
#ifdef REFRACT_REJECT
    return db.all(from<Post>().having(wanted).select(count()));
#else
    return db.all(from<Post>().group_by(col<&Post::author_id>).having(wanted).select(count()));
#endif
}
