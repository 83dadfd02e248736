// expect: refract: one name stands for two expressions of a query, or for one with param<...> in two places. Keep the expression in a variable, auto band = x.as<"band">(), with values in place of parameters. [E165]
#include "models.hpp"

constexpr auto band = (col<&Post::views> / 10).as<"band">();
#ifdef REFRACT_REJECT
constexpr auto own_key = (col<&Post::views> % 10).as<"band">();
#else
constexpr auto own_key = band;
#endif
constexpr auto query = from<Post>().select(band, count()).group_by(own_key);

constexpr auto text = sql<dialect::sqlite>(query);
