// expect: refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = refract::update<Post>().set().where(col<&Post::id> == 1);
#else
constexpr auto query = refract::update<Post>().set(col<&Post::views> = 0).where(col<&Post::id> == 1);
#endif
