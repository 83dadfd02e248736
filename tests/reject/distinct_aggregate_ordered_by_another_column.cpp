// expect: refract: an aggregate of distinct values is ordered by something else: values that are one have no such order (PostgreSQL refuses it). Order by what it aggregates, or take each value once in a query inside. [E292]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto order = col<&Post::id>;
#else
constexpr auto order = col<&Post::title>.desc();
#endif

constexpr auto text =
    sql<dialect::postgres>(from<Post>().select(string_agg(col<&Post::title>, ", ").distinct().order_by(order)));
