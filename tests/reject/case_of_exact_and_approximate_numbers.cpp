// expect: refract: the values of a coalesce or CASE are exact and approximate numbers, and no type holds all of them without rounding. Write values of one kind, or cast one of them: cast<double>(x). [E107]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto worth = case_when(col<&Post::views> > 10, 1.50_dec).otherwise(0.5);
#else
constexpr auto worth = case_when(col<&Post::views> > 10, 1.50_dec).otherwise(0.5_dec);
#endif
