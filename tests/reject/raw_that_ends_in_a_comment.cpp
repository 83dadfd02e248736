// expect: refract: raw SQL ends inside quotes or a comment, so what follows in the statement would belong to it. Close the quotes, or leave the comment out. [E291]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(raw<bool, "{} = 1 -- one">(col<&Post::id>)).limit(1);
#else
constexpr auto query = from<Post>().where(raw<bool, "{} = 1 /* one */">(col<&Post::id>)).limit(1);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
