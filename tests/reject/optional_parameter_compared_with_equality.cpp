// expect: refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::bio> == param<std::optional<std::string_view>>);
#else
constexpr auto query = from<User>().where(col<&User::bio>.is_not_distinct_from(param<std::optional<std::string_view>>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
