// expect: refract: a query in WITH has the name of a table that it reads or that is written beside it, or of one in a schema. Give it a name that is free: with<as_table<Row, "name">>(query), or select a struct of its own. [E130]
#include "models.hpp"

constexpr auto first = from<User>().where(col<&User::id> < 3);
#ifdef REFRACT_REJECT
constexpr auto query = with(first).from<User>(); // the database would look for the users among themselves
#else
using few = as_table<User, "few">;
constexpr auto query = with<few>(first).from<few>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);
