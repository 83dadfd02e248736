// expect: refract: bits are those of whole numbers, and an operand of bit_and, bit_or, bit_xor, bit_not or a shift is none. Give a column or a value of a whole number type; conditions are combined by &&, || and !. [E267]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(bit_and(col<&User::id>, col<&User::id> == 4));
#else
constexpr auto query = from<User>().where(bit_and(col<&User::id>, 4) == 4);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
