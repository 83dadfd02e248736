// expect: refract: round, floor, ceil, sqrt, power, exp and ln calculate with double. Write cast<double>(x); a decimal is rounded by cast<refract::decimal<digits>>(x). [E106]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(floor(col<&Post::id>));
#else
constexpr auto query = from<Post>().select(floor(cast<double>(col<&Post::id>)));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
