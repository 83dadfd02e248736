// expect: refract: an expression has the name of a column of the query's tables, which a database takes for the column. Give it another one: .as<"name">(). [E163]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto band = (col<&Post::views> / 10).as<"Views">();
#else
constexpr auto band = (col<&Post::views> / 10).as<"band">();
#endif
constexpr auto query = from<Post>().select(band, count()).group_by(band);

constexpr auto text = sql<dialect::sqlite>(query);
