// expect: refract: a row is looked for in what has no rows of its kind. Write rows of as many values, in(tuple(a, b), tuple(1, 2), tuple(3, 4)), or a query that selects as many columns of those types. [E271]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return in(1, tuple(1, "x")); }
inline auto way_2() { return not_in("x"); }
#else
inline auto way_1() { return in(tuple(col<&Tag::id>, col<&Tag::label>), tuple(1, "x")); }
inline auto way_2() { return not_in(tuple(col<&Tag::id>, col<&Tag::label>), tuple(1, "x")); }
#endif
