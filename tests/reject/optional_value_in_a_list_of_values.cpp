// expect: refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]
#include "models.hpp"

constexpr std::optional<std::string_view> bio = "y";

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::bio>.in(bio, "x"));
#else
constexpr auto query = from<User>().where(col<&User::bio>.in(*bio, "x"));
#endif

constexpr auto text = sql<dialect::sqlite>(query);
