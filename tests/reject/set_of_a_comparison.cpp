// expect: refract: set is given something that assigns nothing, such as a comparison. Write = instead of ==: refract::col<&T::field> = value. [E049]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<Post>().set(col<&Post::views> == 3).all_rows();
#else
constexpr auto query = update<Post>().set(col<&Post::views> = 3).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
