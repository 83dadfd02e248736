// expect: refract: group_by or order_by has the name of an expression that the query does not select. Select it under this name, .select(x.as<"name">()), or leave .as out. [E164]
#include "models.hpp"

constexpr auto band = (col<&Post::views> / 10).as<"band">();
#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(count()).group_by(band);
#else
constexpr auto query = from<Post>().select(count(), band).group_by(band);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
