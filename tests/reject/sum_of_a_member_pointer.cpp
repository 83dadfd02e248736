// expect: refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().where(col<&Post::published>).select(sum(&Post::views));
#else
constexpr auto query = from<Post>().where(col<&Post::published>).select(sum(col<&Post::views>));
#endif
