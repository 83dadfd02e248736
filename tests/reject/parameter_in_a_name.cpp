// expect: refract: one name stands for two expressions of a query, or for one with param<...> in two places. Keep the expression in a variable, auto band = x.as<"band">(), with values in place of parameters. [E165]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto band = (col<&Post::views> / param<int>).as<"band">();
#else
constexpr auto band = (col<&Post::views> / 10).as<"band">();
#endif
constexpr auto query = from<Post>().select(band, count()).group_by(band);

constexpr auto text = sql<dialect::sqlite>(query);
