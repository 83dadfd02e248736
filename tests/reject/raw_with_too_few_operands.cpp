// expect: refract: the number of {} in raw SQL is not the number of its operands. Give one expression or value for each {}, and write {{}} for the two characters. [E109]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(raw<bool, "{} % {} = 0">(col<&Post::id>));
#else
constexpr auto query = from<Post>().where(raw<bool, "{} % {} = 0">(col<&Post::id>, 2));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
