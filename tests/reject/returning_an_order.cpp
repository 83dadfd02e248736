// expect: refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = delete_from<Post>().all_rows().returning(col<&Post::views>.desc());
#else
constexpr auto query = delete_from<Post>().all_rows().returning(col<&Post::views>);
#endif
