// expect: refract: a function, a clause or a member of an expression is given another number of arguments than it takes. Write x.between(low, high), coalesce(x, y), nullif(x, y), greatest(x, y), round(x, digits), substring(x, from, count), replace(x, from, to), lpad(x, count, fill), string_agg(x, separator), case_when(condition, value), rank().over(order_by(x)), limit(n).offset(m), distinct_on(x), ordering.by(x.desc()).by(y). [E274]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::name>.like());
#else
constexpr auto query = from<User>().where(col<&User::name>.like("A%"));
#endif
