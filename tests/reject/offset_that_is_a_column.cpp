// expect: refract: limit and offset take a whole number. Give an integer, or refract::param<std::int64_t>. [E042]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().offset(col<&Post::views>);
#else
constexpr auto query = from<Post>().offset(param<std::int64_t>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
