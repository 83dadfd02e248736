// expect: refract: a query in WITH is named with an alias, which is another name for what has one. Name it with<as_table<Row, "name">>(query), and read it with from<as_table<Row, "name">>(). [E173]
#include "models.hpp"

#ifdef REFRACT_REJECT
using few = alias<User, "few">;
#else
using few = as_table<User, "few">;
#endif
constexpr auto query = with<few>(from<User>().where(col<&User::id> < 3)).from<few>();
constexpr auto text = sql<dialect::sqlite>(query);
