// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include "models.hpp"

#ifdef REFRACT_REJECT
auto query() { return from<Post>().where(col<&Post::views>.in(std::vector<std::string>{"a"})); }
#else
auto query() { return from<Post>().where(col<&Post::views>.in(std::vector<int>{1})); }
#endif
