// expect: refract: this is no decimal number, or has more digits than its type. Write digits and one point: 1234.50. [E062]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr decimal<2> price("19.999");
#else
constexpr decimal<2> price("19.99");
#endif

static_assert(price == 19.99_dec);
