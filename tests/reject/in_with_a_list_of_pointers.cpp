// expect: refract: a pointer stands where a value does. Dereference it: *pointer. [E073]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto find_posts(const std::vector<int*>& numbers) { return from<Post>().where(col<&Post::id>.in(numbers)); }
#else
inline auto find_posts(const std::vector<int>& numbers) { return from<Post>().where(col<&Post::id>.in(numbers)); }
#endif
