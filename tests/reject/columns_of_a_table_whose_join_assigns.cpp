// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(from<Post>().join<User>(col<&Post::author_id> = col<&User::id>).select(col<&User::name>));
#else
    db.all(from<Post>().join<User>(col<&Post::author_id> == col<&User::id>).select(col<&User::name>));
#endif
}
