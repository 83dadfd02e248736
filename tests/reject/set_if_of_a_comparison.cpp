// expect: refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]
#include "models.hpp"

bool popular = true;

#ifdef REFRACT_REJECT
auto query = update<Post>().set_if(popular, col<&Post::views> == 9).all_rows();
#else
auto query = update<Post>().set_if(popular, col<&Post::views> = 9).all_rows();
#endif

auto text = sql<dialect::sqlite>(query);
