// expect: refract: a text operator (+, like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().order_by(col<&User::id>.collate<"binary">());
#else
constexpr auto query = from<User>().order_by(col<&User::name>.collate<"binary">());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
