// expect: refract: a text operator (+, like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::views>.like("1%"));
#else
constexpr auto query = from<Post>().where(cast<std::string>(col<&Post::views>).like("1%"));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
