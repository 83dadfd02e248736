// expect: refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.all(from<Post>().where(col<&Post::title> * param<std::int64_t> == "xx"), 2);
#else
    db.all(from<Post>().where(col<&Post::views> * param<std::int64_t> == 4), 2);
#endif
}
