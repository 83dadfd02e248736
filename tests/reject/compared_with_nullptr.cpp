// expect: refract: nullptr is not the NULL of SQL. Compare with std::nullopt, or write .is_null(). [E074]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(col<&User::bio> == nullptr);
#else
constexpr auto query = from<User>().where(col<&User::bio> == std::nullopt);
#endif

constexpr auto text = sql<dialect::sqlite>(query);
