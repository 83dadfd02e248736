// expect: refract: a text operator (+, like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(lower(col<&Post::views>));
#else
constexpr auto query = from<Post>().select(lower(col<&Post::title>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
