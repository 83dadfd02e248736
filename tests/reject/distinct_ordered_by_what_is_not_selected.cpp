// expect: refract: distinct with an order by what is not selected: rows that are one have no such order (PostgreSQL refuses it). Select it as well, or order by what is selected, an expression that holds values under a name: x.as<"name">(). [E079]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<Post>().select(col<&Post::title>).distinct().order_by(col<&Post::views>);
#else
constexpr auto query = from<Post>().select(col<&Post::title>).distinct().order_by(col<&Post::title>.desc());
#endif

constexpr auto text = sql<dialect::sqlite>(query);
