// expect: refract: the assigned value would lose digits in its column: a fraction in a whole number, a double in a decimal, microseconds in seconds. Assign a value of the field's type, or cast to it. [E056]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::views> *= 1.5).all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::score> *= 1.5).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
