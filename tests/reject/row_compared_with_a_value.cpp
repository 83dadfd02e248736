// expect: refract: a row is compared with one of another length, or with what is none. Give both tuples as many columns or values: tuple(a, b) > tuple(x, y). [E059]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1() { return tuple(col<&Post::title>, col<&Post::id>) == 1; }
inline auto way_2() { return tuple(col<&Post::title>, col<&Post::id>) < "x"; }
#else
inline auto way_1() { return tuple(col<&Post::title>, col<&Post::id>) == tuple("x", 1); }
inline auto way_2() { return tuple(col<&Post::title>, col<&Post::id>) < tuple("x", 1); }
#endif
