// expect: refract: percentile_cont and percentile_disc are not told whose values they take, one expression in an order. Write percentile_cont(0.5).within_group(refract::col<&T::field>), with .desc() to count from the greatest. [E259]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = percentile_cont(0.5).order_by(col<&Post::score>);
constexpr auto way_2 = percentile_disc(0.5).within_group();
constexpr auto way_3 = percentile_disc(0.5).within_group(col<&Post::score>, col<&Post::views>);
#else
constexpr auto way_1 = percentile_cont(0.5).within_group(col<&Post::score>);
constexpr auto way_2 = percentile_disc(0.5).within_group(col<&Post::score>.desc());
#endif
