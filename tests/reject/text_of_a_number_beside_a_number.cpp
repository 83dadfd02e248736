// expect: refract: a text operator (+, like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(from<Post>().select(lower(col<&Post::views>)).where(length(trim(col<&Post::title>)) == 4));
#else
    db.all(from<Post>().select(lower(col<&Post::title>)).where(length(trim(col<&Post::title>)) == 4));
#endif
}
