// expect: refract: limit and offset take a whole number. Give an integer, or refract::param<std::int64_t>. [E042]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().limit(&Post::views);
#else
constexpr auto query = from<Post>().order_by(col<&Post::views>).limit(3);
#endif
