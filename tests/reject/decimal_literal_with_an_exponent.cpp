// expect: refract: this is no decimal number, or has more digits than its type. Write digits and one point: 1234.50. [E062]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto price = 1e3_dec;
#else
constexpr auto price = 1'000_dec;
#endif

static_assert(price == decimal<0>::whole(1000));
