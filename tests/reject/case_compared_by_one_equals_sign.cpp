// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

constexpr auto band = case_when(col<&Post::views> > 9, 1).otherwise(0);
#ifdef REFRACT_REJECT
constexpr auto high = band = 1;
#else
constexpr auto high = band == 1;
#endif
constexpr auto query = from<Post>().where(high);
