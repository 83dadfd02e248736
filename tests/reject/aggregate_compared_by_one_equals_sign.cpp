// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto is_busy = count() = 3;
#else
constexpr auto is_busy = count() == 3;
#endif
constexpr auto query = from<Post>().group_by(col<&Post::author_id>).having(is_busy).select(col<&Post::author_id>);
