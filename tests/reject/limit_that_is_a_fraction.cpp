// expect: refract: limit and offset take a whole number. Give an integer, or refract::param<std::int64_t>. [E042]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().limit(2.5);
#else
constexpr auto query = from<Post>().limit(2);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
