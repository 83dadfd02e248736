// expect: refract: after or before of what is made of all rows, not of those of the page: a window function, distinct_on, rolled-up groups or a union. Read it as a table: from(query).order_by(...).after(...). [E168]
#include "models.hpp"

constexpr auto tags = from<Tag>();
#ifdef REFRACT_REJECT
constexpr auto query = tags.union_all(tags).order_by(col<&Tag::id>).after(3);
#else
constexpr auto query = from(tags.union_distinct(tags)).order_by(col<&Tag::id>, col<&Tag::label>).after(3, "c++");
#endif

constexpr auto text = sql<dialect::sqlite>(query);
