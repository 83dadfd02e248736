// expect: refract: &, |, ^, ~, << or >> stands behind an expression of SQL. For the bits of whole numbers write bit_and(a, b), bit_or, bit_xor, bit_not(a), shift_left(a, n) or shift_right; conditions are joined by && and ||. [E276]
// times: 6
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = (col<&User::id> & 4) == 4;
constexpr auto way_2 = (col<&Post::id> | 4) == 4;
constexpr auto way_3 = (4 ^ col<&Post::views>) == 4;
constexpr auto way_4 = ~col<&User::id>;
constexpr auto way_5 = col<&Post::author_id> << 2;
constexpr auto way_6 = (col<&User::id> == 1) & (col<&User::id> == 2);
#else
constexpr auto way_1 = bit_and(col<&User::id>, 4) == 4;
constexpr auto way_2 = bit_or(col<&User::id>, 4) == 4;
constexpr auto way_3 = bit_not(col<&User::id>);
constexpr auto way_4 = shift_left(col<&User::id>, 2);
constexpr auto way_5 = (col<&User::id> == 1) && (col<&User::id> == 2);
#endif
