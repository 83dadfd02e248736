// expect: refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]
#include "models.hpp"

const std::optional<std::string> bio;

#ifdef REFRACT_REJECT
auto query() { return from<User>().where(col<&User::bio> == bio); }
#else
auto query() { return from<User>().where(col<&User::bio>.is_not_distinct_from(bio)); }
#endif
