// expect: refract: a union, intersect or except is ordered by what it does not select. Order by a column of its struct, col<&Row::field>, or by an expression that its first query selects. [E101]
#include "models.hpp"

constexpr auto names = from<User>().select(col<&User::name>);
constexpr auto twice = names.union_all(names);
#ifdef REFRACT_REJECT
constexpr auto query = twice.order_by(col<&User::id>);
#else
constexpr auto query = twice.order_by(col<&User::name>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
