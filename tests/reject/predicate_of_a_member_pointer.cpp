// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    const predicate<Post> wanted(&Post::published);
    db.all(from<Post>().where(wanted));
#else
    const predicate<Post> wanted(col<&Post::published>);
    db.all(from<Post>().where(wanted));
#endif
}
