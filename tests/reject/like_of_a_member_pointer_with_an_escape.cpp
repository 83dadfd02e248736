// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::title>.like(&Post::title, '!'));
#else
constexpr auto query = from<Post>().where(col<&Post::title>.like("100!%", '!'));
#endif
